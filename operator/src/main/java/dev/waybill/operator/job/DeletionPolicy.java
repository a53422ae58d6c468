package dev.waybill.operator.job;

import dev.waybill.operator.kube.Events.Type;
import java.time.Duration;
import java.time.Instant;

/** A deleted job takes its data with it, but does not stay for ever because of it. */
final class DeletionPolicy {
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private DeletionPolicy() {}

  static void apply(PlanDraft plan) {
    Instant limit = plan.job.deletedAt().plus(plan.job.settings().removalLimit());
    if (plan.job.findings().dataRemoved()) {
      plan.release();
    } else if (plan.now.isBefore(limit)) {
      plan.work(new JobAction.RemoveData(), "removing the data");
      plan.wakeAt(limit);
    } else if (plan.job.findings().busy()) {
      // what still removes goes by the name, which a new job may have the moment this one is gone
      plan.wakeAt(plan.now.plus(AGAIN));
    } else if (plan.job.findings().trouble() == null) {
      // the operator was away for all of that time: nothing has been tried
      plan.work(new JobAction.RemoveData(), "removing the data");
    } else {
      plan.tell(Type.Warning, "DataLeft", "given up: data of this job may be left in the store");
      plan.release();
    }
  }
}
