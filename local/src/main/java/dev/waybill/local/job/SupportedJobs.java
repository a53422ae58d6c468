package dev.waybill.local.job;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.util.Optional;

/**
 * Which Jobs this controller can run: those of one pod that is never retried. What is in the pod is
 * the node's business.
 */
final class SupportedJobs {
  private SupportedJobs() {}

  /** Why a Job cannot be run here, empty where it can. */
  static Optional<String> refusal(Job job) {
    JobSpec spec = job.getSpec();
    if (spec.getBackoffLimit() == null || spec.getBackoffLimit() != 0) {
      return Optional.of("only Jobs with backoffLimit 0 can be run here");
    }
    if (moreThanOne(spec.getCompletions()) || moreThanOne(spec.getParallelism())) {
      return Optional.of("only Jobs with one completion can be run here");
    }
    if (spec.getTemplate().getSpec().getContainers().size() != 1) {
      return Optional.of("only Jobs with one container can be run here");
    }
    return Optional.empty();
  }

  private static boolean moreThanOne(Integer number) {
    return number != null && number > 1;
  }
}
