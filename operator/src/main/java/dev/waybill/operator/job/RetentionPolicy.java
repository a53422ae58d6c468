package dev.waybill.operator.job;

import dev.waybill.crds.JobCondition;
import dev.waybill.crds.ProcessingJobSpec.OnExpiry;
import dev.waybill.crds.ProcessingJobSpec.Retention;
import dev.waybill.crds.ProcessingJobStatus.Counts;
import java.time.Duration;
import java.time.Instant;

/**
 * What becomes of an ended job: its slices go after a grace and not before its manifest is written,
 * its data when its time is over.
 */
final class RetentionPolicy {
  private RetentionPolicy() {}

  static void apply(PlanDraft plan) {
    JobSnapshot job = plan.job;
    plan.status.keepMessage();
    if (job.has(JobCondition.DataRemoved)) {
      return;
    }
    Instant finishedAt = Instant.parse(job.status().finishedAt());
    Instant expiresAt = finishedAt.plus(life(job));
    Instant graceEnds = finishedAt.plus(job.settings().sliceGrace());
    if (!plan.now.isBefore(expiresAt)) {
      expire(plan);
      return;
    }
    plan.wakeAt(expiresAt);
    if (job.slices().present().isEmpty() && job.collects().isEmpty()) {
      return;
    }
    if (plan.now.isBefore(graceEnds)) {
      plan.wakeAt(graceEnds);
    } else if (owesManifest(job)) {
      quietly(plan, new JobAction.StoreManifest());
    } else {
      quietly(plan, new JobAction.RemoveParts(everyFileEnded(job)));
    }
  }

  /** Whether the slices, all of them and every file ended, may be the one place of the reasons. */
  private static boolean owesManifest(JobSnapshot job) {
    return !job.findings().manifestStored()
        && job.archiveRecorded()
        && job.slices().missing(job.status().archive().slices()).isEmpty()
        && everyFileEnded(job);
  }

  /** Not so of a job that failed before all of it was expanded. */
  private static boolean everyFileEnded(JobSnapshot job) {
    Counts counts = job.slices().counts();
    return counts.terminal() == counts.total();
  }

  private static void expire(PlanDraft plan) {
    if (onExpiry(plan.job) == OnExpiry.Delete) {
      plan.act(new JobAction.DeleteJob());
    } else if (plan.job.findings().dataRemoved()) {
      plan.status.set(JobCondition.DataRemoved, "Expired", null);
    } else {
      quietly(plan, new JobAction.RemoveData());
    }
  }

  /** An ended job goes on saying why it ended, and waits for nothing. */
  private static void quietly(PlanDraft plan, JobAction action) {
    plan.work(action, null);
    plan.status.keepMessage();
    plan.status.goesOn();
  }

  private static Duration life(JobSnapshot job) {
    Retention retention = job.spec().retention();
    return retention == null || retention.ttlSecondsAfterFinished() == null
        ? job.settings().retention()
        : Duration.ofSeconds(retention.ttlSecondsAfterFinished());
  }

  private static OnExpiry onExpiry(JobSnapshot job) {
    Retention retention = job.spec().retention();
    return retention == null || retention.onExpiry() == null ? OnExpiry.Keep : retention.onExpiry();
  }
}
