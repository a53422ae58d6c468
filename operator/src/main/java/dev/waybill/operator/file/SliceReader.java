package dev.waybill.operator.file;

import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.Waybill;
import dev.waybill.operator.file.SliceAction.Missing;
import dev.waybill.operator.file.SliceAction.Read;
import dev.waybill.operator.file.SliceSnapshot.Look;
import dev.waybill.operator.pod.JobSeen;
import dev.waybill.operator.pod.PodSeen;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what a slice's plan is decided on. */
final class SliceReader {
  private static final Logger LOG = LoggerFactory.getLogger(SliceReader.class);
  private static final long PAGE = 500;

  /** Live looks of one round: a reconcile's time is bounded, the rest comes next. */
  private static final int LOOKS = 25;

  private final KubernetesClient client;
  private final ObjectStore store;
  private final String outputBucket;
  private final Duration listInterval;

  SliceReader(
      KubernetesClient client, ObjectStore store, String outputBucket, Duration listInterval) {
    this.client = client;
    this.store = store;
    this.outputBucket = outputBucket;
    this.listInterval = listInterval;
  }

  /** Of caches and memory alone. */
  SliceSnapshot snapshot(
      FileSlice slice, Optional<ProcessingJob> job, Collection<Job> jobs, SliceMemory memory) {
    return new SliceSnapshot(
        slice.getMetadata().getUid(),
        job.map(JobTerms::of).orElse(JobTerms.unknown(jobName(slice))),
        SliceBook.read(slice),
        jobs.stream()
            .map(JobSeen::of)
            .collect(Collectors.toMap(JobSeen::name, Function.identity())),
        Optional.empty(),
        memory.listAgainAt,
        Map.of(),
        Set.copyOf(memory.unmade),
        Map.copyOf(memory.obstacles),
        memory.renewGrantsAt,
        memory.endedSince,
        0);
  }

  /** With what a plan has asked to be read besides. */
  SliceSnapshot read(
      SliceSnapshot snapshot,
      List<Read> reads,
      FileSlice slice,
      Optional<ProcessingJob> job,
      SliceMemory memory,
      Instant now) {
    SliceSnapshot known = snapshot;
    for (Read read : reads) {
      known =
          switch (read) {
            case Read.ListPods() -> list(known, slice, memory, now);
            case Read.LookLive(List<Missing> attempts) ->
                job.isPresent() ? known.looked(look(attempts, slice, job.get())) : known;
          };
    }
    return known;
  }

  static String jobName(FileSlice slice) {
    return slice.getMetadata().getLabels().get(Waybill.JOB_LABEL);
  }

  private SliceSnapshot list(
      SliceSnapshot snapshot, FileSlice slice, SliceMemory memory, Instant now) {
    memory.listAgainAt = now.plus(listInterval);
    Map<String, PodSeen> pods = pods(slice);
    Map<String, String> podless =
        snapshot.jobs().values().stream()
            .filter(job -> !job.ended() && !pods.containsKey(job.uid()))
            .collect(Collectors.toMap(JobSeen::uid, JobSeen::name));
    Map<String, String> obstacles = new HashMap<>(snapshot.obstacles());
    if (!podless.isEmpty()) {
      obstacles.putAll(refusals(slice.getMetadata().getNamespace(), podless));
    }
    return snapshot.listed(pods, obstacles, memory.listAgainAt);
  }

  private Map<String, PodSeen> pods(FileSlice slice) {
    Map<String, PodSeen> byJob = new HashMap<>();
    String next = null;
    do {
      PodList page =
          client
              .pods()
              .inNamespace(slice.getMetadata().getNamespace())
              .withLabel(Waybill.SLICE_LABEL, slice.getMetadata().getName())
              .list(new ListOptionsBuilder().withLimit(PAGE).withContinue(next).build());
      for (Pod pod : page.getItems()) {
        PodSeen seen = PodSeen.of(pod);
        byJob.put(seen.jobUid(), seen);
      }
      next = page.getMetadata().getContinue();
    } while (next != null && !next.isEmpty());
    return byJob;
  }

  /** Why the Job controller could not make pods (a quota, an admission rule): told by events. */
  private Map<String, String> refusals(String namespace, Map<String, String> jobs) {
    try {
      return client
          .v1()
          .events()
          .inNamespace(namespace)
          .withField("involvedObject.kind", "Job")
          .withField("reason", "FailedCreate")
          .list(new ListOptionsBuilder().withLimit(PAGE).build())
          .getItems()
          .stream()
          .filter(event -> jobs.containsKey(event.getInvolvedObject().getUid()))
          .filter(event -> event.getMessage() != null)
          .collect(
              Collectors.toMap(
                  event -> jobs.get(event.getInvolvedObject().getUid()),
                  Event::getMessage,
                  (first, second) -> second));
    } catch (KubernetesClientException e) {
      LOG.debug("events cannot be read: {}", e.getCode());
      return Map.of();
    }
  }

  /** Empty where the slice is not what the informer says: then there is nothing to decide yet. */
  private Map<String, Look> look(List<Missing> attempts, FileSlice slice, ProcessingJob job) {
    FileSlice live = client.resource(slice).get();
    if (live == null
        || !live.getMetadata()
            .getResourceVersion()
            .equals(slice.getMetadata().getResourceVersion())) {
      return Map.of();
    }
    JobKeys keys = new JobKeys(job.jobId());
    return attempts.stream()
        .limit(LOOKS)
        .collect(Collectors.toMap(Missing::jobName, missing -> look(missing, slice, keys)));
  }

  private Look look(Missing missing, FileSlice slice, JobKeys keys) {
    Job job =
        client
            .batch()
            .v1()
            .jobs()
            .inNamespace(slice.getMetadata().getNamespace())
            .withName(missing.jobName())
            .get();
    if (job != null && slice.getMetadata().getUid().equals(JobSeen.of(job).ownerUid())) {
      return Look.THERE;
    }
    String marker = keys.done(missing.file(), missing.attempt());
    return store.head(ObjectRef.of(outputBucket, marker)).isPresent() ? Look.DONE : Look.GONE;
  }
}
