package dev.waybill.operator.job;

import dev.waybill.crds.ProcessingJobStatus.Counts;
import java.util.Map;

/** Once every slice lives: counts, what the files wait for, and their ends. */
final class ProgressPolicy {
  private ProgressPolicy() {}

  static void apply(PlanDraft plan) {
    Counts counts = plan.job.slices().counts();
    plan.status.set(JobCondition.Expanded, "AllFilesKnown", null);
    plan.status.counts(counts);
    if (counts.terminal() < counts.total()) {
      plan.status.message(message(plan.job));
    } else {
      EndPolicy.apply(plan, counts);
    }
  }

  private static String message(JobSnapshot job) {
    Counts counts = job.slices().counts();
    if (job.cancelled()) {
      return "cancelling, " + files(counts.total() - counts.terminal()) + " left";
    }
    String waiting =
        job.slices().waiting().entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(entry -> files(entry.getValue()) + ": " + entry.getKey())
            .orElse(null);
    if (job.suspended()) {
      return "suspended, " + files(counts.inProgress()) + " in progress";
    }
    return waiting;
  }

  private static String files(int count) {
    return count == 1 ? "1 file" : count + " files";
  }
}
