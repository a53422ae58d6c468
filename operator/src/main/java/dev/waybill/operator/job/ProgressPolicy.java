package dev.waybill.operator.job;

import dev.waybill.crds.JobCondition;
import dev.waybill.crds.ProcessingJobStatus.Counts;
import dev.waybill.operator.pod.WaitingReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Once every slice lives: counts, what the files wait for, and their ends. */
final class ProgressPolicy {
  /** Longer than it takes to be given places where there are some. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private ProgressPolicy() {}

  static void apply(PlanDraft plan) {
    Counts counts = plan.job.slices().counts();
    plan.status.set(JobCondition.Expanded, "AllFilesKnown", null);
    plan.status.counts(counts);
    if (counts.terminal() < counts.total()) {
      plan.status.message(message(plan.job));
      waits(plan.job.slices().waiting()).ifPresent(plan::waits);
      if (outOfTurn(plan.job)) {
        turn(plan, counts);
      }
    } else {
      EndPolicy.apply(plan, counts);
    }
  }

  /** Whether all of its files could begin, and none has been given a place. */
  private static boolean outOfTurn(JobSnapshot job) {
    Counts counts = job.slices().counts();
    return counts.queued() == counts.total() - counts.terminal()
        && job.slices().waiting().isEmpty()
        && !job.cancelled()
        && !job.suspended();
  }

  private static void turn(PlanDraft plan, Counts counts) {
    Instant from =
        plan.job.status().conditions().stream()
            .filter(JobCondition.Expanded::isTrueIn)
            .map(expanded -> Instant.parse(expanded.getLastTransitionTime()))
            .findFirst()
            .orElse(plan.now)
            .plus(SOON);
    if (plan.now.isBefore(from)) {
      plan.wakeAt(from);
    } else {
      plan.status.message(
          files(counts.queued()) + ": waiting for their turn, other jobs' files have all places");
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
