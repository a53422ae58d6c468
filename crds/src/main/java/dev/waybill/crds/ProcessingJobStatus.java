package dev.waybill.crds;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/**
 * Where a job stands; small whatever the job's size. Times are RFC 3339, seconds, {@code Z}.
 *
 * @param state absent until the operator has seen the job
 * @param conditions {@code Uploaded}, {@code Expanded}, {@code Finished}, and with it {@code
 *     Complete} or {@code Failed}
 * @param counts of files by state; absent until all files are known
 * @param updatedAt when state or counts last changed
 * @param message why the job ended as it did, or what it waits for
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProcessingJobStatus(
    Long observedGeneration,
    JobState state,
    @Size(max = 16) List<Condition> conditions,
    Counts counts,
    @Size(max = 20) String startedAt,
    @Size(max = 20) String finishedAt,
    @Size(max = 20) String updatedAt,
    Archive archive,
    Result result,
    @Size(max = 1024) String message) {

  public ProcessingJobStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }

  /**
   * Files by state.
   *
   * @param terminal how many are done with, whichever way
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Counts(
      int total,
      int queued,
      int inProgress,
      int completed,
      int failed,
      int aborted,
      int terminal) {}

  /**
   * The adopted archive: what every file is read from.
   *
   * @param versionId where the bucket keeps versions, else null: then {@code key} is the store's
   *     own copy
   * @param size in bytes
   * @param files all of them, refused entries too
   * @param slices the job is never judged by fewer
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Archive(
      @Size(max = 63) String bucket,
      @Size(max = 1024) String key,
      @Size(max = 1024) String versionId,
      @Size(max = 256) String eTag,
      Long size,
      Integer files,
      Integer slices) {}

  /** Where results.zip lies; {@code size} in bytes. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Result(@Size(max = 63) String bucket, @Size(max = 1024) String key, Long size) {}
}
