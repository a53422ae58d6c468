package dev.waybill.operator.job;

import dev.waybill.crds.Waybill;
import dev.waybill.operator.pod.JobSeen;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;

/**
 * A {@code collect} Job of this job.
 *
 * @param number from 1
 * @param startedAt when it could start: as the Job controller took it up, before that as it was
 *     made; null where the Job says neither
 * @param suspended held back, as by a queue
 * @param ended whichever way: only the store tells whether the results are there
 */
record CollectRun(int number, String uid, Instant startedAt, boolean suspended, boolean ended) {
  static CollectRun of(Job job) {
    JobSeen seen = JobSeen.of(job);
    return new CollectRun(
        Integer.parseInt(job.getMetadata().getLabels().get(Waybill.ATTEMPT_LABEL)),
        seen.uid(),
        seen.startedAt() == null ? seen.createdAt() : seen.startedAt(),
        seen.suspended(),
        seen.ended());
  }
}
