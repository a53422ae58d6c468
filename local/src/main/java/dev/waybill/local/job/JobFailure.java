package dev.waybill.local.job;

/** Reason and message of a Job's condition, in the words of Kubernetes' Job controller. */
public record JobFailure(String reason, String message) {
  static final JobFailure BACKOFF_LIMIT =
      new JobFailure("BackoffLimitExceeded", "Job has reached the specified backoff limit");

  static JobFailure byRule(String message) {
    return new JobFailure("PodFailurePolicy", message);
  }
}
