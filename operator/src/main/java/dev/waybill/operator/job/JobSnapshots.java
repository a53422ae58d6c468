package dev.waybill.operator.job;

import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.Waybill;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts together what a job is judged by; objects of an earlier job of the same name are not. */
final class JobSnapshots {
  private final PlacePolicy places;
  private final JobSettings settings;

  JobSnapshots(PlacePolicy places, JobSettings settings) {
    this.places = places;
    this.settings = settings;
  }

  JobSnapshot of(ProcessingJob job, List<FileSlice> slices, Set<Job> collects, Findings findings) {
    JobRef ref = JobRef.of(job);
    ObjectMeta meta = job.getMetadata();
    Map<String, String> annotations =
        meta.getAnnotations() == null ? Map.of() : meta.getAnnotations();
    return new JobSnapshot(
        meta.getGeneration() == null ? 0 : meta.getGeneration(),
        job.getSpec(),
        job.getStatus() == null ? JobSnapshot.NEW : job.getStatus(),
        annotations.get(Waybill.UPLOADED_ANNOTATION),
        places.allows(ref.namespace(), ref.keys(), job.getSpec().source().archive()),
        meta.getDeletionTimestamp() == null ? null : Instant.parse(meta.getDeletionTimestamp()),
        SliceSummary.of(slices),
        collects.stream()
            .filter(collect -> ref.owns(collect) && !collect.isMarkedForDeletion())
            .map(CollectRun::of)
            .toList(),
        findings,
        settings);
  }
}
