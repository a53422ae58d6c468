package dev.waybill.gateway.jobs;

import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.Waybill;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@link Jobs} by the Kubernetes API: reads from informers, the rest live. */
public final class KubernetesJobs implements Jobs, AutoCloseable {
  private static final int CONFLICT = 409;
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  /** A client waits for this: answer it with 503 rather than try for minutes. */
  private static final RequestConfig QUICK =
      new RequestConfigBuilder().withRequestTimeout(5_000).withRequestRetryBackoffLimit(1).build();

  private final KubernetesClient client;
  private final String namespace;
  private final JobCache cache;

  /** Begins to fill the cache; answers at once. */
  public KubernetesJobs(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
    this.cache = new JobCache(client, namespace);
  }

  @Override
  public Optional<ProcessingJob> cached(String id) {
    return cache.job(id);
  }

  @Override
  public Optional<ProcessingJob> live(String id) {
    return jobs(jobs -> Optional.ofNullable(jobs.withName(id).get()));
  }

  @Override
  public Optional<ProcessingJob> refreshed(ProcessingJob job) {
    return jobs(jobs -> Optional.ofNullable(jobs.withName(job.getMetadata().getName()).get()));
  }

  @Override
  public List<ProcessingJob> cachedOf(String principal) {
    return cache.jobsOf(principal);
  }

  @Override
  public Optional<ProcessingJob> create(ProcessingJob job) {
    return unlessConflict(() -> jobs(jobs -> jobs.resource(job).create()));
  }

  @Override
  public Optional<ProcessingJob> terminate(ProcessingJob seen) {
    return patch(seen, Map.of("metadata", version(seen), "spec", Map.of("terminate", true)));
  }

  @Override
  public Optional<ProcessingJob> markUploaded(ProcessingJob seen, String eTag) {
    Map<String, Object> metadata = new HashMap<>(version(seen));
    metadata.put("annotations", Map.of(Waybill.UPLOADED_ANNOTATION, eTag));
    return patch(seen, Map.of("metadata", metadata));
  }

  /** In a patch's metadata: it holds only for the version that was seen. */
  private static Map<String, Object> version(ProcessingJob seen) {
    return Map.of("resourceVersion", seen.getMetadata().getResourceVersion());
  }

  private Optional<ProcessingJob> patch(ProcessingJob seen, Map<String, Object> patch) {
    String name = seen.getMetadata().getName();
    String json = Serialization.asJson(patch);
    return unlessConflict(() -> jobs(jobs -> jobs.withName(name).patch(MERGE, json)));
  }

  @Override
  public List<FileSlice> slices(ProcessingJob job, int expected) {
    String name = job.getMetadata().getName();
    List<FileSlice> cached = cache.slicesOf(name);
    List<FileSlice> slices =
        cached.size() >= expected
            ? cached
            : quick(
                quick ->
                    quick
                        .resources(FileSlice.class)
                        .inNamespace(namespace)
                        .withLabel(Waybill.JOB_LABEL, name)
                        .list()
                        .getItems());
    String uid = job.getMetadata().getUid();
    return slices.stream()
        .filter(slice -> slice.getOwnerReferenceFor(uid).isPresent())
        .sorted(Comparator.comparingInt(slice -> slice.getSpec().number()))
        .toList();
  }

  @Override
  public boolean synced() {
    return cache.synced();
  }

  @Override
  public void close() {
    cache.close();
  }

  private <T> T jobs(
      Function<
              NonNamespaceOperation<
                  ProcessingJob, KubernetesResourceList<ProcessingJob>, Resource<ProcessingJob>>,
              T>
          call) {
    return quick(
        quick -> {
          MixedOperation<
                  ProcessingJob, KubernetesResourceList<ProcessingJob>, Resource<ProcessingJob>>
              all = quick.resources(ProcessingJob.class);
          return call.apply(all.inNamespace(namespace));
        });
  }

  private <T> T quick(Function<NamespacedKubernetesClient, T> call) {
    return quick(client, call);
  }

  /** Somebody waits for the answer. */
  static <T> T quick(KubernetesClient client, Function<NamespacedKubernetesClient, T> call) {
    return StaleConnections.retried(
        () ->
            client
                .adapt(NamespacedKubernetesClient.class)
                .withRequestConfig(QUICK)
                .call(call::apply));
  }

  private static Optional<ProcessingJob> unlessConflict(Supplier<ProcessingJob> call) {
    try {
      return Optional.of(call.get());
    } catch (KubernetesClientException e) {
      if (e.getCode() == CONFLICT) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
