package dev.waybill.operator.job;

import dev.waybill.crds.Waybill;
import dev.waybill.operator.job.Findings.Failure;
import dev.waybill.operator.job.Findings.Results;
import java.time.Instant;

/**
 * What is tried after a {@code collect} Job that left no results; as with a file (contract, batch),
 * what the cluster did uses no attempt, and is bounded all the same.
 *
 * @param runs so far
 * @param failed of these; the cluster ended the others
 */
record CollectRetry(int runs, int failed, Failure last) {

  /**
   * @param last whose Job is there, null where none is; what a deleted one knew of is taken for the
   *     cluster's doing, as its deletion is
   */
  static CollectRetry after(CollectRun last, Results look) {
    int before = last == null ? 0 : last.failedBefore();
    int failed = before + (look.failure().counted() ? 1 : 0);
    return new CollectRetry(look.collect(), failed, look.failure());
  }

  /** Whether there is no further one. */
  boolean spent(JobSettings settings) {
    return last.counted()
        ? failed >= settings.collectAttempts()
        : disrupted() >= Waybill.MAX_DISRUPTED_ATTEMPTS;
  }

  Instant notBefore(JobSettings settings) {
    int times = last.counted() ? failed : disrupted();
    return last.stoppedAt().plus(settings.collectBackOff().after(times));
  }

  JobAction.StartCollect next() {
    return new JobAction.StartCollect(runs + 1, failed);
  }

  private int disrupted() {
    return runs - failed;
  }
}
