package dev.waybill.gateway.idp;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobStatus;
import dev.waybill.gateway.jobs.JobFile;
import dev.waybill.gateway.jobs.JobWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A job as {@code GET /jobs/{id}} answers it: the seed's members in the seed's order, and one that
 * is there only while the job waits for something that should not keep it waiting.
 *
 * @param reason what it waits for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobAnswer(
    String jobId,
    String status,
    String configurationVersion,
    Metadata metadata,
    Timestamps timestamps,
    Map<String, String> files,
    Result result,
    String error,
    String reason) {

  record Metadata(String source) {}

  record Timestamps(String createdAt, String updatedAt) {
    static Timestamps of(ProcessingJob job) {
      String created = job.getMetadata().getCreationTimestamp();
      ProcessingJobStatus status = job.getStatus();
      String updated = status == null ? null : status.updatedAt();
      return new Timestamps(created, updated == null ? created : updated);
    }
  }

  record Result(String downloadUrl, long expiresInSeconds) {}

  /**
   * Pure but for {@code result}, which is asked only in a state that has one.
   *
   * @param files empty until all are known
   */
  static JobAnswer of(ProcessingJob job, Optional<List<JobFile>> files, Supplier<Result> result) {
    JobState state = JobWords.state(job);
    var request = job.getSpec().request();
    String source = request == null ? null : request.source();
    return new JobAnswer(
        job.jobId(),
        state.name(),
        request == null ? null : request.configurationVersion(),
        source == null ? null : new Metadata(source),
        Timestamps.of(job),
        files.map(JobAnswer::states).orElse(null),
        state.hasResult() ? result.get() : null,
        error(state, job.getStatus()),
        JobWords.waitsFor(job).orElse(null));
  }

  private static Map<String, String> states(List<JobFile> files) {
    Map<String, String> states = LinkedHashMap.newLinkedHashMap(files.size());
    files.forEach(file -> states.put(file.name(), file.state().name()));
    return states;
  }

  private static String error(JobState state, ProcessingJobStatus status) {
    if (state != JobState.FAILED && state != JobState.ABORTED) {
      return null;
    }
    String message = status.message();
    if (message != null && !message.isEmpty()) {
      return message;
    }
    return state == JobState.FAILED ? "no file was completed" : "cancelled";
  }
}
