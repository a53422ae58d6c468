package dev.waybill.operator.file;

import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.operator.file.SliceAction.Effect;
import dev.waybill.operator.kube.StatusWriter;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Snapshot, decide, claim, effects: for one slice. */
final class FileSliceReconciler implements Reconciler<FileSlice> {
  /** After a conflict: until the informer has what was written meanwhile. */
  private static final Duration SOON = Duration.ofSeconds(1);

  /** No event tells of a Job that was not made: the next round shows why, and tries again. */
  private static final Duration REFUSED = Duration.ofSeconds(2);

  private static final Duration SHORTEST = Duration.ofMillis(100);

  /** Pods first, then what they leave open. */
  private static final int READS = 2;

  private final SliceReader reader;
  private final SliceDecider decider;
  private final SliceEffects effects;
  private final StatusWriter status;
  private final Dispatcher dispatcher;
  private final SliceEvents events;
  private final FileMetrics metrics;
  private final Clock clock;
  private final Map<String, SliceMemory> memories = new ConcurrentHashMap<>();

  /** When this process last saw that an attempt had begun its work, by the name of its job. */
  private final Map<String, Instant> begun = new ConcurrentHashMap<>();

  FileSliceReconciler(
      SliceReader reader,
      SliceDecider decider,
      SliceEffects effects,
      StatusWriter status,
      Dispatcher dispatcher,
      SliceEvents events,
      FileMetrics metrics,
      Clock clock) {
    this.reader = reader;
    this.decider = decider;
    this.effects = effects;
    this.status = status;
    this.dispatcher = dispatcher;
    this.events = events;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, FileSlice>> prepareEventSources(
      EventSourceContext<FileSlice> context) {
    return events.sources(context);
  }

  @Override
  public UpdateControl<FileSlice> reconcile(FileSlice slice, Context<FileSlice> context) {
    Instant now = clock.instant();
    SliceMemory memory = memory(slice);
    // a process that has just begun has seen nothing of the room that was given before
    Instant lastBegun = begun.computeIfAbsent(memory.job, name -> now);
    Optional<ProcessingJob> job = context.getSecondaryResource(ProcessingJob.class);
    SliceSnapshot snapshot =
        reader.snapshot(
            slice, job, context.getSecondaryResourcesAsStream(Job.class), memory, lastBegun);
    SliceDecision plan = plan(snapshot, slice, job, memory, now);
    Optional<FileSlice> claimed = claim(slice, plan);
    if (claimed.isEmpty()) {
      dispatcher.giveBack(slice.getMetadata().getName());
      return UpdateControl.<FileSlice>noUpdate().rescheduleAfter(SOON);
    }
    remember(plan, snapshot, memory, now);
    if (plan.begun() > memory.begun) {
      begun.put(memory.job, now);
    }
    memory.begun = plan.begun();
    metrics.ended(snapshot, plan);
    dispatcher.settle(load(claimed.get(), snapshot.job(), plan));
    boolean owed =
        job.isPresent()
            && effects.perform(plan.effects(), claimed.get(), job.get(), memory, now, events::made);
    return owed ? UpdateControl.<FileSlice>noUpdate().rescheduleAfter(REFUSED) : wake(plan, now);
  }

  /** Forgets what is kept of slices that are no more. */
  void keepOnly(Predicate<String> exists) {
    memories.keySet().removeIf(exists.negate());
    begun
        .keySet()
        .retainAll(
            memories.values().stream().map(memory -> memory.job).collect(Collectors.toSet()));
    dispatcher.keepOnly(exists);
  }

  private SliceMemory memory(FileSlice slice) {
    String uid = slice.getMetadata().getUid();
    return memories.compute(
        slice.getMetadata().getName(),
        (name, known) ->
            known != null && known.of(uid)
                ? known
                : new SliceMemory(uid, SliceReader.jobName(slice)));
  }

  private SliceDecision plan(
      SliceSnapshot first,
      FileSlice slice,
      Optional<ProcessingJob> job,
      SliceMemory memory,
      Instant now) {
    SliceSnapshot snapshot = first;
    SliceDecision plan = decider.decide(snapshot, now);
    // what pods tell may have to be looked into
    for (int round = 0; round < READS && !plan.reads().isEmpty(); round++) {
      snapshot = reader.read(snapshot, plan.reads(), slice, job, memory, now);
      plan = decider.decide(snapshot, now);
    }
    int granted = dispatcher.report(load(slice, snapshot.job(), plan));
    return granted == 0 ? plan : decider.decide(snapshot.granted(granted), now);
  }

  private Optional<FileSlice> claim(FileSlice slice, SliceDecision plan) {
    return SliceBook.news(slice, plan.status())
        ? status.write(slice, plan.status())
        : Optional.of(slice);
  }

  private static void remember(
      SliceDecision plan, SliceSnapshot snapshot, SliceMemory memory, Instant now) {
    Set<String> claimed =
        plan.files().stream()
            .flatMap(file -> file.running().stream())
            .map(snapshot::jobName)
            .collect(Collectors.toSet());
    memory.unmade.keySet().retainAll(claimed);
    memory.unmade.keySet().removeAll(snapshot.jobs().keySet());
    plan.effects().stream()
        .filter(Effect.CreateJob.class::isInstance)
        .map(effect -> ((Effect.CreateJob) effect).name())
        .forEach(name -> memory.unmade.putIfAbsent(name, now));
    boolean ended = plan.files().stream().allMatch(file -> file.state().terminal());
    if (!ended) {
      memory.endedSince = null;
    } else if (memory.endedSince == null) {
      memory.endedSince = now;
    }
  }

  private static SliceLoad load(FileSlice slice, JobTerms job, SliceDecision plan) {
    return new SliceLoad(
        slice.getMetadata().getName(),
        slice.getSpec().number(),
        slice.getMetadata().getResourceVersion(),
        job,
        plan.inProgress(),
        plan.held(),
        plan.ready());
  }

  private static UpdateControl<FileSlice> wake(SliceDecision plan, Instant now) {
    UpdateControl<FileSlice> control = UpdateControl.noUpdate();
    if (plan.wakeAt() == null) {
      return control;
    }
    Duration in = Duration.between(now, plan.wakeAt());
    return control.rescheduleAfter(in.compareTo(SHORTEST) < 0 ? SHORTEST : in);
  }
}
