package dev.waybill.gateway.jobs;

import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.Waybill;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Jobs by id and owner, and slices by job, kept up by watches. */
final class JobCache implements AutoCloseable {
  /** So many are read at once at a start: all in one answer would be in memory twice. */
  private static final long PAGE = 500;

  private static final String ID = "id";
  private static final String OWNER = "owner";
  private static final String JOB = "job";

  private final SharedIndexInformer<ProcessingJob> jobs;
  private final SharedIndexInformer<FileSlice> slices;

  JobCache(KubernetesClient client, String namespace) {
    jobs =
        started(
            client
                .resources(ProcessingJob.class)
                .inNamespace(namespace)
                .withLimit(PAGE)
                .runnableInformer(0)
                .itemStore(new LeanJobs()),
            Map.of(ID, job -> List.of(job.jobId()), OWNER, JobCache::owner));
    slices =
        started(
            client
                .resources(FileSlice.class)
                .inNamespace(namespace)
                .withLimit(PAGE)
                .runnableInformer(0),
            Map.of(JOB, JobCache::jobLabel));
  }

  private static <T extends HasMetadata> SharedIndexInformer<T> started(
      SharedIndexInformer<T> informer, Map<String, Function<T, List<String>>> indexers) {
    informer.addIndexers(indexers);
    // A gateway outlives any trouble of its API server, at its start too.
    informer.exceptionHandler((started, error) -> true);
    informer.start();
    return informer;
  }

  private static List<String> owner(ProcessingJob job) {
    String owner = job.getSpec().createdBy();
    return owner == null ? List.of() : List.of(owner);
  }

  private static List<String> jobLabel(FileSlice slice) {
    Map<String, String> labels = slice.getMetadata().getLabels();
    String job = labels == null ? null : labels.get(Waybill.JOB_LABEL);
    return job == null ? List.of() : List.of(job);
  }

  Optional<ProcessingJob> job(String id) {
    return jobs.getIndexer().byIndex(ID, id).stream().findFirst();
  }

  List<ProcessingJob> jobsOf(String owner) {
    return jobs.getIndexer().byIndex(OWNER, owner);
  }

  List<FileSlice> slicesOf(String job) {
    return slices.getIndexer().byIndex(JOB, job);
  }

  boolean synced() {
    return jobs.hasSynced() && slices.hasSynced();
  }

  @Override
  public void close() {
    jobs.stop();
    slices.stop();
  }
}
