package dev.waybill.operator.job;

import dev.waybill.crds.Waybill;
import dev.waybill.operator.pod.JobSeen;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;

/**
 * A {@code collect} Job of this job.
 *
 * @param number from 1
 * @param failedBefore how many before it failed; the cluster ended the others
 * @param startedAt when it could start: as the Job controller took it up, before that as it was
 *     made; null where the Job says neither
 * @param suspended held back, as by a queue
 * @param ended whichever way: only the store tells whether the results are there
 */
record CollectRun(
    int number, int failedBefore, String uid, Instant startedAt, boolean suspended, boolean ended) {
  static CollectRun of(Job job) {
    JobSeen seen = JobSeen.of(job);
    int number = Integer.parseInt(job.getMetadata().getLabels().get(Waybill.ATTEMPT_LABEL));
    return new CollectRun(
        number,
        failedBefore(job.getMetadata(), number),
        seen.uid(),
        seen.startedAt() == null ? seen.createdAt() : seen.startedAt(),
        seen.suspended(),
        seen.ended());
  }

  /** An operator of an earlier version, whose Jobs do not say, counted them all. */
  private static int failedBefore(ObjectMeta meta, int number) {
    String failed =
        meta.getAnnotations() == null
            ? null
            : meta.getAnnotations().get(Waybill.FAILED_BEFORE_ANNOTATION);
    boolean told = failed != null && failed.matches("\\d{1,4}");
    return told ? Math.min(Integer.parseInt(failed), number - 1) : number - 1;
  }
}
