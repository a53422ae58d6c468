package dev.waybill.operator.job;

import dev.waybill.crds.JobCondition;
import dev.waybill.crds.ProcessingJobStatus.Counts;
import dev.waybill.operator.pod.WaitingReason;
import java.util.Map;
import java.util.Optional;

/** Once every slice lives: counts, what the files wait for, and their ends. */
final class ProgressPolicy {
  private ProgressPolicy() {}

  static void apply(PlanDraft plan) {
    Counts counts = plan.job.slices().counts();
    plan.status.set(JobCondition.Expanded, "AllFilesKnown", null);
    plan.status.counts(counts);
    if (counts.terminal() < counts.total()) {
      plan.status.message(message(plan.job));
      waits(plan.job.slices().waiting()).ifPresent(plan::waits);
    } else {
      EndPolicy.apply(plan, counts);
    }
  }

  /** What most of the files wait for that wait. */
  private static Optional<WaitingReason> waits(Map<String, Integer> notes) {
    return notes.entrySet().stream()
        .filter(note -> WaitingReason.parse(note.getKey()).isPresent())
        .max(Map.Entry.comparingByValue())
        .flatMap(note -> WaitingReason.parse(note.getKey()));
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
