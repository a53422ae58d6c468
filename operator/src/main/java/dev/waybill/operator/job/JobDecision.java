package dev.waybill.operator.job;

import dev.waybill.crds.JobState;
import java.time.Instant;

/** What is to be done about a job: snapshot in, plan out, nothing else read or touched. */
final class JobDecision {
  private JobDecision() {}

  static JobPlan decide(JobSnapshot job, Instant now) {
    PlanDraft plan = new PlanDraft(job, now);
    if (job.deletedAt() != null) {
      DeletionPolicy.apply(plan);
    } else if (ended(job)) {
      RetentionPolicy.apply(plan);
    } else if (!job.archiveRecorded()) {
      UploadPolicy.apply(plan);
    } else if (!job.slices().missing(job.status().archive().slices()).isEmpty()) {
      ExpansionPolicy.apply(plan);
    } else {
      ProgressPolicy.apply(plan);
    }
    return plan.build();
  }

  private static boolean ended(JobSnapshot job) {
    JobState state = job.status().state();
    return state != null && state.terminal();
  }
}
