package dev.waybill.operator.job;

import dev.waybill.crds.FileSlice;
import dev.waybill.crds.Waybill;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.StoreConfig;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Takes away what belongs to a job: its objects of the cluster, and after them, so that nothing
 * writes any more, its keys of the store. An archive at an allowed place is not among those.
 */
final class Removal {
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  private final KubernetesClient client;
  private final ObjectStore store;
  private final StoreConfig buckets;
  private final Clock clock;
  private final Duration terminatingLimit;

  /**
   * @param terminatingLimit how long a pod may be overdue to be gone before it is no longer awaited
   */
  Removal(
      KubernetesClient client,
      ObjectStore store,
      StoreConfig buckets,
      Clock clock,
      Duration terminatingLimit) {
    this.client = client;
    this.store = store;
    this.buckets = buckets;
    this.clock = clock;
    this.terminatingLimit = terminatingLimit;
  }

  /**
   * What an ended job needs no more.
   *
   * @param logsFirst whether to wait for logs
   * @throws BackgroundWork.NotYet while slices keep Jobs for the logs of their pods: they delete
   *     them once these are kept, or lost
   */
  UnaryOperator<Findings> parts(JobRef job, boolean logsFirst) {
    if (logsFirst
        && any(Job.class, job, Waybill.SLICE_LABEL)
        && any(FileSlice.class, job, Waybill.JOB_LABEL)) {
      throw new BackgroundWork.NotYet("waiting for logs of its files");
    }
    deleteParts(job);
    return UnaryOperator.identity();
  }

  private boolean any(Class<? extends HasMetadata> kind, JobRef job, String label) {
    return !client
        .resources(kind)
        .inNamespace(job.namespace())
        .withLabel(Waybill.JOB_LABEL, job.name())
        .withLabel(label)
        .list(new ListOptionsBuilder().withLimit(1L).build())
        .getItems()
        .isEmpty();
  }

  /**
   * Slices first: while one lives, a Job of it may be started. Each takes its grants with it, by
   * their owner reference: the answer to a deletion of all Secrets would show what is in them.
   */
  private void deleteParts(JobRef job) {
    delete(job, FileSlice.class);
    delete(job, Job.class);
  }

  /**
   * Its {@code collect} Jobs and what they made.
   *
   * @throws BackgroundWork.NotYet while their pods still run
   */
  UnaryOperator<Findings> results(JobRef job) {
    client
        .batch()
        .v1()
        .jobs()
        .inNamespace(job.namespace())
        .withLabels(CollectJob.labels(job))
        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
        .delete();
    awaitPods(running(job, CollectJob.labels(job)));
    store.delete(buckets.outputBucket(), List.of(job.keys().results()));
    return Findings::withoutResults;
  }

  /**
   * @throws BackgroundWork.NotYet while pods still run
   */
  UnaryOperator<Findings> everything(JobRef job) {
    deleteParts(job);
    long running = running(job, Map.of(Waybill.JOB_LABEL, job.name()));
    delete(job, Pod.class);
    awaitPods(running);
    store.deleteAll(buckets.inputBucket(), job.keys().prefix());
    store.delete(buckets.inputBucket(), List.of(job.keys().adopted()));
    store.deleteAll(buckets.outputBucket(), job.keys().prefix());
    return Findings::withDataRemoved;
  }

  private long running(JobRef job, Map<String, String> labels) {
    return client.pods().inNamespace(job.namespace()).withLabels(labels).list().getItems().stream()
        .filter(pod -> !ended(pod) && !stuck(pod))
        .count();
  }

  private static void awaitPods(long running) {
    if (running > 0) {
      throw new BackgroundWork.NotYet("waiting for " + running + " pods to end");
    }
  }

  private void delete(JobRef job, Class<? extends HasMetadata> kind) {
    client
        .resources(kind)
        .inNamespace(job.namespace())
        .withLabel(Waybill.JOB_LABEL, job.name())
        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
        .delete();
  }

  /** On a node that does not answer: what it may still write is below its own attempt's prefix. */
  private boolean stuck(Pod pod) {
    String goneAt = pod.getMetadata().getDeletionTimestamp();
    return goneAt != null && clock.instant().isAfter(Instant.parse(goneAt).plus(terminatingLimit));
  }

  private static boolean ended(Pod pod) {
    return pod.getStatus() != null && ENDED.contains(String.valueOf(pod.getStatus().getPhase()));
  }
}
