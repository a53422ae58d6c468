package dev.waybill.operator.job;

import dev.waybill.crds.ProcessingJobStatus;
import dev.waybill.operator.kube.Events;
import java.time.Duration;
import java.util.List;

/**
 * What a decision comes to.
 *
 * @param status to be written before anything else is done
 * @param actions after that
 * @param news to be told after that
 * @param wake when to decide again even if nothing happens; null: no need
 * @param released a deletion may go on: the finalizer has done its work or given up
 */
record JobPlan(
    ProcessingJobStatus status,
    List<JobAction> actions,
    List<News> news,
    Duration wake,
    boolean released) {

  /** An Event of the job. */
  record News(Events.Type type, String reason, String note) {}

  boolean ended() {
    return status.state() != null && status.state().terminal();
  }

  /**
   * Whether the archive's listing, megabytes, is wanted any more: work that was begun before an end
   * brings it after that too.
   */
  boolean wantsListing() {
    return !ended() && status.counts() == null;
  }
}
