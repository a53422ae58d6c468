package dev.waybill.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What is asked for. Immutable but for {@code suspend}, {@code parallelism} and {@code terminate}.
 *
 * @param createdBy the principal that created the job (contract, "Doors and principals"); absent on
 *     what people applied
 * @param request what the contract has to keep of the request
 * @param parallelism how many of the job's files may be in progress at once; absent: the operator's
 *     own cap alone
 * @param suspend starts nothing more; what runs ends by itself
 * @param terminate cancels; cannot be taken back
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "has(self.createdBy) == has(oldSelf.createdBy) && (!has(self.createdBy) || self.createdBy == oldSelf.createdBy)",
    message = "createdBy is immutable")
@ValidationRule(
    value =
        "has(self.request) == has(oldSelf.request) && (!has(self.request) || self.request == oldSelf.request)",
    message = "request is immutable")
@ValidationRule(value = "self.source == oldSelf.source", message = "source is immutable")
@ValidationRule(
    value =
        "has(self.worker) == has(oldSelf.worker) && (!has(self.worker) || self.worker == oldSelf.worker)",
    message = "worker is immutable")
@ValidationRule(
    value =
        "has(self.retryStrategy) == has(oldSelf.retryStrategy) && (!has(self.retryStrategy) || self.retryStrategy =="
            + " oldSelf.retryStrategy)",
    message = "retryStrategy is immutable")
@ValidationRule(
    value =
        "has(self.timeout) == has(oldSelf.timeout) && (!has(self.timeout) || self.timeout == oldSelf.timeout)",
    message = "timeout is immutable")
@ValidationRule(
    value =
        "has(self.retention) == has(oldSelf.retention) && (!has(self.retention) || self.retention =="
            + " oldSelf.retention)",
    message = "retention is immutable")
@ValidationRule(
    value =
        "!(has(oldSelf.terminate) && oldSelf.terminate) || (has(self.terminate) && self.terminate)",
    message = "terminate cannot be taken back")
public record ProcessingJobSpec(
    @Size(min = 1, max = 256) String createdBy,
    Request request,
    @Required Source source,
    Worker worker,
    RetryStrategy retryStrategy,
    Timeout timeout,
    @Min(1) @Max(10_000) Integer parallelism,
    Boolean suspend,
    Boolean terminate,
    Retention retention) {

  /**
   * What the contract has to keep of the request.
   *
   * @param bodyHash of the request's body as parsed JSON, for Idempotency-Key: SHA-256, lower-case
   *     hex
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Request(
      @Pattern("^[a-zA-Z0-9._-]{1,128}$") @Size(max = 128) String configurationVersion,
      @Size(max = 1024) String source,
      @Pattern("^[0-9a-f]{64}$") @Size(max = 64) String bodyHash) {}

  /** Where the work comes from; exactly one member is set. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(value = "has(self.archive)", message = "exactly one source must be set: archive")
  public record Source(Archive archive) {}

  /**
   * A zip archive in the object store.
   *
   * @param fileName as the client called it; absent: the last part of the key
   * @param uploadDeadline RFC 3339, when waiting for the object ends; absent: the object must be
   *     there already
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Archive(
      @Required @Size(min = 3, max = 63) String bucket,
      @Required @Size(min = 1, max = 1024) String key,
      @Size(min = 1, max = 255) String fileName,
      @Pattern("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$") @Size(max = 20)
          String uploadDeadline) {}

  /**
   * How each file's pod is made; absent members: the operator's own.
   *
   * @param image of a container of one's own that does the work; absent: the built-in worker
   * @param command in the image's ENTRYPOINT's place
   * @param args in the image's CMD's place
   * @param runAsUser of that container, never root
   * @param runAsGroup of that container, never root
   * @param fsGroup of the folders that it shares with Waybill's own steps
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value =
          "has(self.image) || !(has(self.command) || has(self.args) || has(self.runAsUser) ||"
              + " has(self.runAsGroup) || has(self.fsGroup))",
      message = "command, args, runAsUser, runAsGroup and fsGroup need an image")
  @ValidationRule(
      value =
          "has(self.image) || !has(self.env) || self.env.all(v, !v.name.startsWith('LD_') &&"
              + " !(v.name in ['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', '_JAVA_OPTIONS',"
              + " 'JDK_AOT_VM_OPTIONS', 'CLASSPATH']))",
      message =
          "the built-in worker takes no variables of its Java or its loader, such as"
              + " JAVA_TOOL_OPTIONS and LD_PRELOAD")
  public record Worker(
      @Pattern("^[A-Za-z0-9][A-Za-z0-9._:/@-]*$") @Size(min = 1, max = 512) String image,
      @Size(max = 64) List<@Size(max = 4096) String> command,
      @Size(max = 64) List<@Size(max = 4096) String> args,
      @Size(max = 100) List<EnvVar> env,
      Resources resources,
      @Min(1) @Max(Integer.MAX_VALUE) Long runAsUser,
      @Min(1) @Max(Integer.MAX_VALUE) Long runAsGroup,
      @Min(1) @Max(Integer.MAX_VALUE) Long fsGroup) {}

  /**
   * Kubernetes resource requests and limits of the container that does the work. Quantities as they
   * were written: one that is none must not keep all other jobs from being read.
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Resources(
      @JsonDeserialize(contentUsing = AsWritten.class) @Size(max = 8)
          Map<String, IntOrString> requests,
      @JsonDeserialize(contentUsing = AsWritten.class) @Size(max = 8)
          Map<String, IntOrString> limits) {

    /** Kubernetes' grammar (apimachinery, {@code resource.Quantity}), without a sign. */
    static final String QUANTITY =
        "^([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$";
  }

  /** {@link IntOrString} itself reads no integer beyond 32 bits, which 4 GiB in bytes is. */
  static final class AsWritten extends JsonDeserializer<IntOrString> {
    @Override
    public IntOrString deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      boolean small =
          json.currentToken() == JsonToken.VALUE_NUMBER_INT
              && json.getNumberType() == JsonParser.NumberType.INT;
      return small ? new IntOrString(json.getIntValue()) : new IntOrString(json.getText());
    }
  }

  /** An environment variable of the worker; names that begin with WAYBILL_ are Waybill's own. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @ValidationRule(
      value = "!self.name.startsWith('WAYBILL_')",
      message = "names that begin with WAYBILL_ are reserved")
  public record EnvVar(
      @Required @Pattern("^[A-Za-z_][A-Za-z0-9_]*$") @Size(min = 1, max = 128) String name,
      @Required @Size(max = 4096) String value) {}

  /**
   * AWS Batch's RetryStrategy.
   *
   * @param attempts how often a file is tried in all; absent: once
   * @param onOutOfMemory what the next attempt gets after one that was killed for its memory;
   *     absent: {@code Fail}
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RetryStrategy(
      @Min(1) @Max(Waybill.MAX_COUNTED_ATTEMPTS) Integer attempts, OnOutOfMemory onOutOfMemory) {}

  /** Whether running out of memory is a failure like any other or a reason for more of it. */
  public enum OnOutOfMemory {
    Fail,
    Grow
  }

  /** AWS Batch's JobTimeout: each attempt is ended after so many seconds. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Timeout(@Min(1) @Max(604_800) Integer attemptDurationSeconds) {}

  /**
   * What becomes of an ended job.
   *
   * @param ttlSecondsAfterFinished absent: the operator's own
   * @param onExpiry {@code Delete} removes object and data, {@code Keep} (the default) the data
   *     alone
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Retention(
      @Min(0) @Max(315_360_000) Integer ttlSecondsAfterFinished, OnExpiry onExpiry) {}

  /** What happens to an ended job when its time is over. */
  public enum OnExpiry {
    Keep,
    Delete
  }
}
