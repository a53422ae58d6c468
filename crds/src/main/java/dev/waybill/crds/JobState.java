package dev.waybill.crds;

import java.util.Set;

/** A job's state, in the words of the Batch Jobs REST API (contract, idp). */
public enum JobState {
  PENDING_UPLOAD,
  IN_PROGRESS,
  SUCCEEDED,
  PARTIALLY_SUCCEEDED,
  FAILED,
  ABORTED;

  private static final Set<JobState> ENDS = Set.of(SUCCEEDED, PARTIALLY_SUCCEEDED, FAILED, ABORTED);

  /** Whether nothing more will happen to the job. */
  public boolean terminal() {
    return ENDS.contains(this);
  }

  /** Whether a results.zip exists in this state. */
  public boolean hasResult() {
    return this == SUCCEEDED || this == PARTIALLY_SUCCEEDED;
  }

  /**
   * Whether a job may go from this state to {@code next}; staying is always legal, leaving an end
   * never.
   */
  public boolean mayBecome(JobState next) {
    return this == next
        || switch (this) {
          case PENDING_UPLOAD -> next == IN_PROGRESS || next == FAILED || next == ABORTED;
          case IN_PROGRESS -> ENDS.contains(next);
          case SUCCEEDED, PARTIALLY_SUCCEEDED, FAILED, ABORTED -> false;
        };
  }
}
