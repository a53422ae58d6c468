package dev.waybill.operator.pod;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.crds.FileEntry;
import dev.waybill.crds.ProcessingJobSpec;
import dev.waybill.storage.archive.EntryPlace;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an attempt's containers are told in their environment. */
final class AttemptEnv {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Beyond its timeout: that is the pod's to end, and is told in other words. */
  private static final int SLACK_SECONDS = 60;

  private final AttemptJob attempt;

  AttemptEnv(AttemptJob attempt) {
    this.attempt = attempt;
  }

  /**
   * Of the built-in worker. What a user asked for stands before the grant: Kubernetes expands
   * {@code $(NAME)} to what stands before it, and the JVM prints some variables.
   */
  List<EnvVar> document() {
    return Stream.of(names(), asked(), limit(), access()).flatMap(List::stream).toList();
  }

  /** Of Waybill's steps around a user's container: nothing that a user wrote reaches them. */
  List<EnvVar> around() {
    return Stream.of(names(), access()).flatMap(List::stream).toList();
  }

  /** Of a user's container, which has no grant. */
  List<EnvVar> work() {
    return Stream.of(names(), asked()).flatMap(List::stream).toList();
  }

  private List<EnvVar> names() {
    return List.of(
        new EnvVar("WAYBILL_JOB_ID", attempt.job().jobId(), null),
        new EnvVar("WAYBILL_FILE_INDEX", Integer.toString(attempt.file().index()), null),
        new EnvVar("WAYBILL_ATTEMPT", Integer.toString(attempt.attempt()), null),
        new EnvVar("WAYBILL_FILE_NAME", literal(attempt.file().name()), null));
  }

  private List<EnvVar> access() {
    String secret = AttemptJob.grantsName(attempt.slice().getMetadata().getName());
    return List.of(
        new EnvVar("WAYBILL_FILE_PLACE", place(attempt.file()), null),
        new EnvVarBuilder()
            .withName("WAYBILL_GRANT")
            .withNewValueFrom()
            .withNewSecretKeyRef(AttemptJob.grantKey(attempt.file().index()), secret, false)
            .endValueFrom()
            .build());
  }

  private List<EnvVar> asked() {
    return Optional.ofNullable(attempt.job().getSpec().worker())
        .map(ProcessingJobSpec.Worker::env)
        .stream()
        .flatMap(List::stream)
        .map(asked -> new EnvVar(asked.name(), asked.value(), null))
        .toList();
  }

  /** The built-in worker has a limit of its own, which must not come before the job's. */
  private List<EnvVar> limit() {
    return Optional.ofNullable(attempt.job().getSpec().timeout())
        .map(ProcessingJobSpec.Timeout::attemptDurationSeconds)
        .map(seconds -> Integer.toString(seconds + SLACK_SECONDS))
        .map(seconds -> new EnvVar("WAYBILL_WORKER_TIMEOUT_SECONDS", seconds, null))
        .stream()
        .toList();
  }

  /** Kubernetes expands {@code $(NAME)} in a value; a file may be called just that. */
  private static String literal(String value) {
    return value.replace("$", "$$");
  }

  private static String place(FileEntry file) {
    try {
      return JSON.writeValueAsString(
          new EntryPlace(
              file.offset(), file.compressedSize(), file.size(), file.method(), file.crc()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
