package dev.waybill.gateway.jobs;

import dev.waybill.crds.JobCondition;
import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobStatus;
import dev.waybill.crds.Waybill;
import java.util.Map;
import java.util.Optional;

/** What a job says of itself, read the same way for every door. Pure. */
public final class JobWords {
  private JobWords() {}

  /**
   * The state that clients are told: uploaded is IN_PROGRESS at once, and an end with a result is
   * told only once there is one to download.
   */
  public static JobState state(ProcessingJob job) {
    ProcessingJobStatus status = job.getStatus();
    JobState state = status == null ? null : status.state();
    if (state == null || state == JobState.PENDING_UPLOAD) {
      return uploadSeen(job) ? JobState.IN_PROGRESS : JobState.PENDING_UPLOAD;
    }
    return state.hasResult() && status.result() == null ? JobState.IN_PROGRESS : state;
  }

  /** Whether a gateway has seen the upload and said so. */
  static boolean uploadSeen(ProcessingJob job) {
    Map<String, String> annotations = job.getMetadata().getAnnotations();
    return annotations != null && annotations.containsKey(Waybill.UPLOADED_ANNOTATION);
  }

  /** What all its files are known from; empty until the archive is wholly expanded. */
  public static Optional<ProcessingJobStatus.Archive> expanded(ProcessingJob job) {
    ProcessingJobStatus status = job.getStatus();
    if (status == null || status.archive() == null || status.archive().slices() == null) {
      return Optional.empty();
    }
    return JobCondition.Expanded.isTrueIn(status)
        ? Optional.of(status.archive())
        : Optional.empty();
  }

  /** What it waits for, where something does not start or go on that should have. */
  public static Optional<String> waitsFor(ProcessingJob job) {
    return JobCondition.Waiting.isTrueIn(job.getStatus())
        ? Optional.ofNullable(job.getStatus().message())
        : Optional.empty();
  }
}
