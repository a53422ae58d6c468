package dev.waybill.operator.job;

import dev.waybill.crds.Waybill;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;

/**
 * A {@code collect} Job of this job.
 *
 * @param number from 1
 * @param createdAt null where the Job does not say
 * @param ended whichever way: only the store tells whether the results are there
 */
record CollectRun(int number, String uid, Instant createdAt, boolean ended) {
  static CollectRun of(Job job) {
    int number = Integer.parseInt(job.getMetadata().getLabels().get(Waybill.ATTEMPT_LABEL));
    boolean ended =
        job.getStatus() != null
            && job.getStatus().getConditions() != null
            && job.getStatus().getConditions().stream()
                .anyMatch(
                    condition ->
                        "True".equals(condition.getStatus())
                            && ("Complete".equals(condition.getType())
                                || "Failed".equals(condition.getType())));
    String createdAt = job.getMetadata().getCreationTimestamp();
    return new CollectRun(
        number,
        job.getMetadata().getUid(),
        createdAt == null ? null : Instant.parse(createdAt),
        ended);
  }
}
