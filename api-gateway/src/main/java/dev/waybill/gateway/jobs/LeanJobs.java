package dev.waybill.gateway.jobs;

import dev.waybill.crds.JobCondition;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobSpec;
import dev.waybill.crds.ProcessingJobStatus;
import dev.waybill.crds.Waybill;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Keeps of a job what a gateway reads of it: most jobs have ended, and stay for days. One that came
 * from here is not to be written back.
 */
final class LeanJobs extends BasicItemStore<ProcessingJob> {
  private static final List<Condition> TRUE =
      Arrays.stream(JobCondition.values())
          .map(type -> new ConditionBuilder().withType(type.name()).withStatus("True").build())
          .toList();

  private static final ProcessingJobStatus.Result THERE =
      new ProcessingJobStatus.Result(null, null, null);

  LeanJobs() {
    super(Cache::metaNamespaceKeyFunc);
  }

  @Override
  public ProcessingJob put(String key, ProcessingJob job) {
    return super.put(key, lean(job));
  }

  static ProcessingJob lean(ProcessingJob job) {
    ProcessingJob lean = new ProcessingJob();
    lean.setMetadata(lean(job.getMetadata()));
    lean.setSpec(lean(job.getSpec()));
    lean.setStatus(job.getStatus() == null ? null : lean(job.getStatus()));
    return lean;
  }

  private static ObjectMeta lean(ObjectMeta meta) {
    Map<String, String> annotations = meta.getAnnotations();
    String uploaded = annotations == null ? null : annotations.get(Waybill.UPLOADED_ANNOTATION);
    ObjectMeta lean = new ObjectMeta();
    lean.setName(meta.getName());
    lean.setNamespace(shared(meta.getNamespace()));
    lean.setUid(meta.getUid());
    lean.setResourceVersion(meta.getResourceVersion());
    lean.setCreationTimestamp(meta.getCreationTimestamp());
    lean.setDeletionTimestamp(meta.getDeletionTimestamp());
    lean.setAnnotations(
        uploaded == null ? Map.of() : Map.of(Waybill.UPLOADED_ANNOTATION, uploaded));
    lean.setLabels(Map.of());
    lean.setFinalizers(List.of());
    lean.setManagedFields(List.of());
    lean.setOwnerReferences(List.of());
    lean.setAdditionalProperties(Map.of());
    return lean;
  }

  private static ProcessingJobSpec lean(ProcessingJobSpec spec) {
    return new ProcessingJobSpec(
        shared(spec.createdBy()),
        spec.request(),
        spec.source() == null ? null : lean(spec.source()),
        null,
        null,
        null,
        null,
        null,
        spec.terminate(),
        spec.retention());
  }

  private static ProcessingJobSpec.Source lean(ProcessingJobSpec.Source source) {
    var archive = source.archive();
    return archive == null
        ? source
        : new ProcessingJobSpec.Source(
            new ProcessingJobSpec.Archive(
                shared(archive.bucket()), archive.key(), null, archive.uploadDeadline()));
  }

  private static ProcessingJobStatus lean(ProcessingJobStatus status) {
    var archive = status.archive();
    return new ProcessingJobStatus(
        null,
        status.state(),
        TRUE.stream()
            .filter(condition -> JobCondition.valueOf(condition.getType()).isTrueIn(status))
            .toList(),
        null,
        null,
        status.finishedAt(),
        status.updatedAt(),
        archive == null
            ? null
            : new ProcessingJobStatus.Archive(
                null, null, null, null, null, archive.files(), archive.slices()),
        status.result() == null ? null : THERE,
        status.message());
  }

  /** One text for all that are equal, for as long as there are any. */
  private static String shared(String text) {
    return text == null ? null : text.intern();
  }
}
