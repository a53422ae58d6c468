package dev.waybill.storage.manifest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** {@code manifest.json}: what became of every file of an ended job. Times RFC 3339, seconds, Z. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifest(
    String jobId, String fileName, String createdAt, String finishedAt, List<File> files) {

  /**
   * @param state a file value of the contract: COMPLETED, FAILED, ABORTED
   * @param output prefix of the completed attempt's output in the output bucket, null where there
   *     is none
   * @param skipped what the file's own container left and is not in the output, null where there is
   *     nothing
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record File(
      int index,
      String name,
      String state,
      String reason,
      List<Attempt> attempts,
      String output,
      List<Skipped> skipped) {

    /** With all of its output. */
    public File(
        int index,
        String name,
        String state,
        String reason,
        List<Attempt> attempts,
        String output) {
      this(index, name, state, reason, attempts, output, null);
    }
  }

  /**
   * @param kind in words: SUCCEEDED, FAILED, TIMED_OUT, OUT_OF_MEMORY, DISRUPTED, EXPIRED,
   *     CANCELLED
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Attempt(
      int number,
      String kind,
      Integer exitCode,
      String reason,
      String startedAt,
      String stoppedAt,
      String pod,
      String node) {}
}
