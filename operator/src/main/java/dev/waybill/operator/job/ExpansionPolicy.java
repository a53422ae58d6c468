package dev.waybill.operator.job;

import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJobStatus.Archive;
import java.util.List;

/**
 * While slices are missing: in an expansion that goes on wherever it was cut, and after one was
 * lost. A job is never judged by fewer slices than it has recorded.
 */
final class ExpansionPolicy {
  static final String GONE = "the archive was changed or removed before all of it was read";

  private static final String EXPANDING = "expanding the archive";

  private ExpansionPolicy() {}

  static void apply(PlanDraft plan) {
    if (plan.job.findings().archiveGone()) {
      plan.end(JobState.FAILED, GONE);
    } else if (plan.heldUpTooLong() && plan.job.cancelled()) {
      plan.end(JobState.ABORTED, UploadPolicy.CANCELLED);
    } else if (plan.heldUpTooLong()) {
      plan.endHeldUp(UploadPolicy.HELD_UP);
    } else if (resultsBegun(plan.job)) {
      plan.work(new JobAction.DropResults(), EXPANDING);
    } else {
      create(plan, plan.job.status().archive());
    }
  }

  /** Files of a slice that was lost so late may end otherwise this time. */
  private static boolean resultsBegun(JobSnapshot job) {
    return job.findings().manifestStored()
        || job.findings().results() != null
        || !job.collects().isEmpty();
  }

  static void create(PlanDraft plan, Archive archive) {
    List<Integer> missing = plan.job.slices().missing(archive.slices());
    plan.work(new JobAction.CreateSlices(archive, missing), EXPANDING);
  }
}
