package dev.waybill.operator.job;

import dev.waybill.crds.ProcessingJob;
import dev.waybill.storage.JobKeys;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;

/**
 * Which job: what work that outlives a reconcile keeps of it.
 *
 * @param ownSince see {@link ProcessingJob#ownSince}
 */
record JobRef(String namespace, String name, String uid, Instant ownSince, JobKeys keys) {
  static JobRef of(ProcessingJob job) {
    var meta = job.getMetadata();
    return new JobRef(
        meta.getNamespace(),
        meta.getName(),
        meta.getUid(),
        job.ownSince(),
        new JobKeys(job.jobId()));
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
