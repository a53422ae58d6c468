package dev.waybill.operator.job;

import dev.waybill.crds.ProcessingJob;
import dev.waybill.storage.JobKeys;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.time.Instant;

/** Which job: what work that outlives a reconcile keeps of it. */
record JobRef(String namespace, String name, String uid, Instant createdAt, JobKeys keys) {
  /** The API server's clock and the store's; what an earlier job left is older than that. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  static JobRef of(ProcessingJob job) {
    var meta = job.getMetadata();
    return new JobRef(
        meta.getNamespace(),
        meta.getName(),
        meta.getUid(),
        Instant.parse(meta.getCreationTimestamp()),
        new JobKeys(job.jobId()));
  }

  /**
   * From when on what lies below the job's keys is its own. An earlier job of the same id, whose
   * data could not be removed (DataLeft), may have left what is older.
   */
  Instant ownSince() {
    return createdAt.minus(SKEW);
  }

  ResourceID resource() {
    return new ResourceID(name, namespace);
  }

  boolean owns(HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> uid.equals(owner.getUid()));
  }

  OwnerReference asOwner() {
    return new OwnerReferenceBuilder()
        .withApiVersion(HasMetadata.getApiVersion(ProcessingJob.class))
        .withKind(HasMetadata.getKind(ProcessingJob.class))
        .withName(name)
        .withUid(uid)
        .withController(true)
        .withBlockOwnerDeletion(true)
        .build();
  }
}
