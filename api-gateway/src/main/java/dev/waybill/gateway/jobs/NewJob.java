package dev.waybill.gateway.jobs;

import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobSpec;
import dev.waybill.crds.Waybill;
import dev.waybill.storage.JobKeys;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;

/**
 * A job that waits for the upload of its archive.
 *
 * @param id a lower-case UUID
 * @param formEnds when the form that uploads it runs out
 */
public record NewJob(
    String id,
    String principal,
    String fileName,
    ProcessingJobSpec.Request request,
    Instant formEnds) {

  /** The resource that is to be created. */
  public ProcessingJob resource(JobsConfig config) {
    ProcessingJobSpec.Archive archive =
        new ProcessingJobSpec.Archive(
            config.inputBucket(),
            new JobKeys(id).upload(fileName),
            fileName,
            formEnds.plus(Waybill.UPLOAD_GRACE).toString());
    ProcessingJobSpec.Retention retention =
        new ProcessingJobSpec.Retention(
            Math.toIntExact(config.retention().toSeconds()), ProcessingJobSpec.OnExpiry.Delete);
    ProcessingJob job = new ProcessingJob();
    job.setMetadata(new ObjectMetaBuilder().withName(id).withNamespace(config.namespace()).build());
    job.setSpec(
        new ProcessingJobSpec(
            principal,
            request,
            new ProcessingJobSpec.Source(archive),
            null,
            null,
            null,
            null,
            null,
            null,
            retention));
    return job;
  }

  /** When the form of a job that waits runs out. */
  public static Instant formEnds(ProcessingJob job) {
    return Instant.parse(job.getSpec().source().archive().uploadDeadline())
        .minus(Waybill.UPLOAD_GRACE);
  }
}
