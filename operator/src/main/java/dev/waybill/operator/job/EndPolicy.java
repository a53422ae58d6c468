package dev.waybill.operator.job;

import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJobStatus.Counts;
import dev.waybill.crds.ProcessingJobStatus.Result;
import dev.waybill.operator.pod.WaitingReason;
import dev.waybill.storage.ObjectInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** Every file has ended: manifest, then results where there are any, then the job's end. */
final class EndPolicy {
  static final String NOT_ASSEMBLED = "results could not be assembled";

  private static final String ASSEMBLING = "assembling the results";
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  private EndPolicy() {}

  static void apply(PlanDraft plan, Counts counts) {
    Findings findings = plan.job.findings();
    if (!findings.manifestStored()) {
      manifest(plan, counts);
    } else if (counts.completed() == 0) {
      plan.end(JobStates.of(counts, false), words(plan.job, counts));
    } else if (findings.results() != null && findings.results().object() != null) {
      finish(plan, counts, findings.results().object());
    } else {
      collect(plan);
    }
  }

  /** A job may end without: its slices stay until one is written ({@link RetentionPolicy}). */
  private static void manifest(PlanDraft plan, Counts counts) {
    if (!plan.heldUpTooLong()) {
      plan.work(new JobAction.StoreManifest(), "writing the manifest");
    } else if (counts.completed() == 0) {
      plan.end(JobStates.of(counts, false), words(plan.job, counts));
    } else {
      plan.endHeldUp(NOT_ASSEMBLED);
    }
  }

  private static void finish(PlanDraft plan, Counts counts, ObjectInfo results) {
    plan.status.result(new Result(results.ref().bucket(), results.ref().key(), results.size()));
    plan.end(JobStates.of(counts, true), words(plan.job, counts));
  }

  private static void collect(PlanDraft plan) {
    CollectRun last =
        plan.job.collects().stream().max(Comparator.comparing(CollectRun::number)).orElse(null);
    Findings.Results look = plan.job.findings().results();
    if (plan.heldUpTooLong()) {
      plan.endHeldUp(NOT_ASSEMBLED);
    } else if (over(last, look)) {
      again(plan, CollectRetry.after(last, look));
    } else if (last == null) {
      plan.work(new JobAction.StartCollect(1, 0), ASSEMBLING);
    } else if (last.ended()) {
      plan.work(new JobAction.LookForResults(last.number()), ASSEMBLING);
    } else {
      await(plan, last, look);
    }
  }

  /** Looked after, its Job having ended, or being gone, or its pod being lost with a node. */
  private static boolean over(CollectRun run, Findings.Results look) {
    return look != null && look.ended() && (run == null || look.collect() >= run.number());
  }

  private static void again(PlanDraft plan, CollectRetry retry) {
    String why = retry.last().reason();
    Instant from = retry.notBefore(plan.job.settings());
    if (retry.spent(plan.job.settings())) {
      plan.end(JobState.FAILED, NOT_ASSEMBLED + ": " + why);
    } else if (plan.now.isBefore(from)) {
      plan.status.message(ASSEMBLING + ", will be tried again: " + why);
      plan.wakeAt(from);
    } else {
      plan.work(retry.next(), ASSEMBLING + " again: " + why);
    }
  }

  private static void await(PlanDraft plan, CollectRun run, Findings.Results look) {
    if (run.suspended()) {
      // For as long as whoever holds it likes, as a file's Job.
      plan.status.message(ASSEMBLING + ", " + WaitingReason.SUSPENDED.note());
      plan.waits(WaitingReason.SUSPENDED);
      return;
    }
    boolean looked = look != null && look.collect() == run.number() && look.lookedAt() != null;
    boolean waits = looked && look.waiting() != null;
    if (waits && !look.begun() && late(plan, run)) {
      plan.end(JobState.FAILED, NOT_ASSEMBLED + ", " + look.waiting().note());
      return;
    }
    String words = waits ? ASSEMBLING + ", " + look.waiting().note() : ASSEMBLING;
    Instant next = looked ? look.lookedAt().plus(BETWEEN_LOOKS) : plan.now;
    if (next.isAfter(plan.now)) {
      plan.status.message(words);
      plan.wakeAt(next);
    } else {
      plan.work(new JobAction.LookAtCollect(run.number(), run.uid()), words);
    }
    if (waits) {
      plan.waits(look.waiting());
    }
  }

  private static boolean late(PlanDraft plan, CollectRun run) {
    return run.startedAt() != null
        && !plan.now.isBefore(run.startedAt().plus(plan.job.settings().startLimit()));
  }

  private static String words(JobSnapshot job, Counts counts) {
    if (job.cancelled() && counts.aborted() > 0) {
      return counts.completed() == 0
          ? UploadPolicy.CANCELLED
          : "cancelled when " + counts.completed() + " of " + counts.total() + " files were done";
    }
    if (counts.completed() == counts.total()) {
      return null;
    }
    return counts.completed() == 0
        ? "no file completed"
        : counts.total() - counts.completed() + " of " + counts.total() + " files did not complete";
  }
}
