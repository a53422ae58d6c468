package dev.waybill.operator.file;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.Waybill;
import dev.waybill.operator.file.SliceAction.Missing;
import dev.waybill.operator.file.SliceAction.Read;
import dev.waybill.operator.file.SliceSnapshot.Look;
import dev.waybill.operator.kube.Warnings;
import dev.waybill.operator.kube.Warnings.Warning;
import dev.waybill.operator.pod.JobSeen;
import dev.waybill.operator.pod.PodSeen;
import dev.waybill.operator.pod.StoreTrouble;
import dev.waybill.operator.pod.WaitingReason;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.StoreException;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a slice's plan is decided on. */
final class SliceReader {
  private static final long PAGE = 500;

  /** Live looks of one round: a reconcile's time is bounded, the rest comes next. */
  private static final int LOOKS = 25;

  private final KubernetesClient client;
  private final ObjectStore store;
  private final String outputBucket;
  private final Duration listInterval;
  private final Warnings warnings;

  SliceReader(
      KubernetesClient client,
      ObjectStore store,
      String outputBucket,
      Duration listInterval,
      Warnings warnings) {
    this.client = client;
    this.store = store;
    this.outputBucket = outputBucket;
    this.listInterval = listInterval;
    this.warnings = warnings;
  }

  /**
   * Of caches and memory alone.
   *
   * @param lastBegun as in {@link SliceSnapshot}
   */
  SliceSnapshot snapshot(
      FileSlice slice,
      Optional<ProcessingJob> job,
      Stream<Job> jobs,
      SliceMemory memory,
      Instant lastBegun) {
    List<FileProgress> files = SliceBook.read(slice);
    Map<String, JobSeen> seen =
        jobs.map(JobSeen::of).collect(Collectors.toMap(JobSeen::name, Function.identity()));
    return new SliceSnapshot(
        slice.getMetadata().getUid(),
        job.map(JobTerms::of).orElse(JobTerms.unknown(jobName(slice))),
        files,
        seen,
        ListedPods.NONE,
        memory.listAgainAt,
        Map.of(),
        Map.copyOf(memory.unmade),
        Map.copyOf(memory.obstacles),
        warned(files, seen.values()),
        new AskedLogs(Set.copyOf(memory.keptLogs), Map.copyOf(memory.askedLogs)),
        memory.renewGrantsAt,
        memory.endedSince,
        lastBegun,
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
            case Read.ListPods(Set<Integer> files) -> list(known, files, slice, memory, now);
            case Read.LookLive(List<Missing> attempts) ->
                job.isPresent() ? look(known, attempts, slice, job.get()) : known;
            case Read.LookForOutput(List<Missing> attempts) ->
                job.isPresent() ? lookForOutput(known, attempts, job.get()) : known;
          };
    }
    return known;
  }

  static String jobName(FileSlice slice) {
    Map<String, String> labels = slice.getMetadata().getLabels();
    return labels == null ? "" : labels.getOrDefault(Waybill.JOB_LABEL, "");
  }

  /** Of Jobs that are about to have a pod, and of pods that are known to work. */
  private Map<String, Warning> warned(List<FileProgress> files, Collection<JobSeen> jobs) {
    Map<String, Warning> all = new HashMap<>();
    jobs.stream()
        .filter(job -> !job.ended())
        .forEach(
            job ->
                warnings.of("Job", job.name(), job.uid()).ifPresent(w -> all.put(job.name(), w)));
    files.stream()
        .flatMap(file -> file.running().stream())
        .map(Attempt::pod)
        .filter(Objects::nonNull)
        .forEach(pod -> warnings.of("Pod", pod, null).ifPresent(w -> all.put(pod, w)));
    return all;
  }

  private SliceSnapshot list(
      SliceSnapshot snapshot,
      Set<Integer> files,
      FileSlice slice,
      SliceMemory memory,
      Instant now) {
    memory.listAgainAt = now.plus(listInterval);
    Map<String, PodSeen> pods = pods(slice, files);
    Map<String, Warning> all = new HashMap<>(snapshot.warnings());
    pods.values().stream()
        .map(PodSeen::name)
        .forEach(pod -> warnings.of("Pod", pod, null).ifPresent(w -> all.put(pod, w)));
    return snapshot.listed(new ListedPods(files, pods), all, memory.listAgainAt);
  }

  /** Of those files only: a pod is 6 kB, and most of a slice's have told all they have to tell. */
  private Map<String, PodSeen> pods(FileSlice slice, Set<Integer> files) {
    String[] indices = files.stream().map(String::valueOf).toArray(String[]::new);
    Map<String, PodSeen> byJob = new HashMap<>();
    String next = null;
    do {
      PodList page =
          client
              .pods()
              .inNamespace(slice.getMetadata().getNamespace())
              .withLabel(Waybill.SLICE_LABEL, slice.getMetadata().getName())
              .withLabelIn(Waybill.FILE_INDEX_LABEL, indices)
              .list(new ListOptionsBuilder().withLimit(PAGE).withContinue(next).build());
      for (Pod pod : page.getItems()) {
        PodSeen seen = PodSeen.of(pod);
        byJob.put(seen.jobUid(), seen);
      }
      next = page.getMetadata().getContinue();
    } while (next != null && !next.isEmpty());
    return byJob;
  }

  /** As it was where the slice is not what the informer says: there is nothing to decide yet. */
  private SliceSnapshot look(
      SliceSnapshot snapshot, List<Missing> attempts, FileSlice slice, ProcessingJob job) {
    FileSlice live = client.resource(slice).get();
    if (live == null
        || !live.getMetadata()
            .getResourceVersion()
            .equals(slice.getMetadata().getResourceVersion())) {
      return snapshot;
    }
    JobKeys keys = new JobKeys(job.jobId());
    return looked(snapshot, attempts, missing -> look(missing, slice, keys));
  }

  private SliceSnapshot lookForOutput(
      SliceSnapshot snapshot, List<Missing> attempts, ProcessingJob job) {
    JobKeys keys = new JobKeys(job.jobId());
    return looked(snapshot, attempts, attempt -> output(attempt, keys));
  }

  private static SliceSnapshot looked(
      SliceSnapshot snapshot, List<Missing> attempts, Function<Missing, Look> look) {
    Map<String, Look> looks = new HashMap<>(snapshot.looks());
    Map<String, WaitingReason> troubles = new HashMap<>(snapshot.obstacles());
    for (Missing attempt : attempts.subList(0, Math.min(LOOKS, attempts.size()))) {
      try {
        looks.put(attempt.jobName(), look.apply(attempt));
      } catch (StoreException e) {
        // the store would not answer for the next one either
        troubles.put(attempt.jobName(), StoreTrouble.of(e));
        break;
      }
    }
    return snapshot.looked(looks, troubles);
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
    return output(missing, keys);
  }

  private Look output(Missing attempt, JobKeys keys) {
    String marker = keys.done(attempt.file(), attempt.attempt());
    return store.head(ObjectRef.of(outputBucket, marker)).isPresent() ? Look.DONE : Look.GONE;
  }
}
