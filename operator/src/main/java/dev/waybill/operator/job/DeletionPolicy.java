package dev.waybill.operator.job;

import dev.waybill.operator.kube.Events.Type;
import java.time.Instant;

/** A deleted job takes its data with it, but does not stay for ever because of it. */
final class DeletionPolicy {
  private DeletionPolicy() {}

  static void apply(PlanDraft plan) {
    Instant limit = plan.job.deletedAt().plus(plan.job.settings().removalLimit());
    if (plan.job.findings().dataRemoved()) {
      plan.release();
    } else if (!plan.now.isBefore(limit)) {
      plan.tell(Type.Warning, "DataLeft", "given up: data of this job may be left in the store");
      plan.release();
    } else {
      plan.work(new JobAction.RemoveData(), "removing the data");
      plan.wakeAt(limit);
    }
  }
}
