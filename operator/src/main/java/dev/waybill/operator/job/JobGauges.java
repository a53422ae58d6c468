package dev.waybill.operator.job;

import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJob;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** How many jobs are in each state, counted when asked. */
final class JobGauges {
  private final MeterRegistry meters;

  JobGauges(MeterRegistry meters) {
    this.meters = meters;
  }

  void watch(IndexedResourceCache<ProcessingJob> jobs) {
    for (JobState state : JobState.values()) {
      Gauge.builder("waybill.jobs", () -> jobs.list(job -> in(state, job)).count())
          .tag("state", state.name())
          .register(meters);
    }
  }

  private static boolean in(JobState state, ProcessingJob job) {
    return job.getStatus() != null && job.getStatus().state() == state;
  }
}
