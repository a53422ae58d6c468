package dev.waybill.operator.job;

import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.Waybill;
import dev.waybill.operator.Parts;
import dev.waybill.operator.kube.Events;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Snapshot, decide, claim, effects: for one job. */
final class ProcessingJobReconciler implements Reconciler<ProcessingJob>, Cleaner<ProcessingJob> {
  private static final Duration AFTER_CONFLICT = Duration.ofSeconds(1);

  private final Parts parts;
  private final FindingsBoard board;
  private final JobSnapshots snapshots;
  private final JobEffects effects;
  private final UploadPoller poller;
  private final SimpleInboundEventSource<ProcessingJob> news;
  private final JobGauges gauges;

  ProcessingJobReconciler(
      Parts parts,
      FindingsBoard board,
      JobSnapshots snapshots,
      JobEffects effects,
      UploadPoller poller,
      SimpleInboundEventSource<ProcessingJob> news) {
    this.parts = parts;
    this.board = board;
    this.snapshots = snapshots;
    this.effects = effects;
    this.poller = poller;
    this.news = news;
    gauges = new JobGauges(parts.meters());
  }

  /** Status writes, which are our own, wake nobody. */
  static boolean concerns(ProcessingJob next, ProcessingJob last) {
    return !Objects.equals(next.getSpec(), last.getSpec())
        || !Objects.equals(next.getMetadata().getAnnotations(), last.getMetadata().getAnnotations())
        || !Objects.equals(next.getMetadata().getFinalizers(), last.getMetadata().getFinalizers())
        || next.isMarkedForDeletion() != last.isMarkedForDeletion();
  }

  @Override
  public List<EventSource<?, ProcessingJob>> prepareEventSources(
      EventSourceContext<ProcessingJob> context) {
    gauges.watch(context.getPrimaryCache());
    return List.of(
        news,
        source(FileSlice.class, Waybill.JOB_LABEL, context),
        source(
            Job.class,
            Waybill.JOB_LABEL + "," + Waybill.STEP_LABEL + "=" + CollectJob.STEP,
            context));
  }

  @Override
  public UpdateControl<ProcessingJob> reconcile(ProcessingJob job, Context<ProcessingJob> context) {
    List<FileSlice> slices = slices(job, context);
    JobPlan plan = decide(job, slices, context);
    Optional<ProcessingJob> written = parts.status().write(job, plan.status());
    if (written.isEmpty()) {
      return UpdateControl.<ProcessingJob>noUpdate().rescheduleAfter(AFTER_CONFLICT);
    }
    follow(written.get(), slices, plan);
    UpdateControl<ProcessingJob> control = UpdateControl.noUpdate();
    return plan.wake() == null ? control : control.rescheduleAfter(plan.wake());
  }

  @Override
  public DeleteControl cleanup(ProcessingJob job, Context<ProcessingJob> context) {
    List<FileSlice> slices = slices(job, context);
    JobPlan plan = decide(job, slices, context);
    follow(job, slices, plan);
    if (plan.released()) {
      forget(JobRef.of(job));
      return DeleteControl.defaultDelete();
    }
    return DeleteControl.noFinalizerRemoval().rescheduleAfter(plan.wake().toMillis());
  }

  private JobPlan decide(
      ProcessingJob job, List<FileSlice> slices, Context<ProcessingJob> context) {
    Findings findings = board.of(JobRef.of(job));
    JobSnapshot snapshot =
        snapshots.of(job, slices, context.getSecondaryResources(Job.class), findings);
    return JobDecision.decide(snapshot, parts.clock().instant());
  }

  private void follow(ProcessingJob job, List<FileSlice> slices, JobPlan plan) {
    if (plan.ended()) {
      poller.forget(JobRef.of(job));
    }
    effects.run(job, slices, plan.actions());
    if (!plan.wantsListing()) {
      board.update(JobRef.of(job), findings -> findings.withIntake(null));
    }
    Events events = parts.events();
    plan.news().forEach(item -> events.send(job, item.type(), item.reason(), item.note()));
  }

  private void forget(JobRef job) {
    poller.forget(job);
    board.forget(job);
  }

  private static List<FileSlice> slices(ProcessingJob job, Context<ProcessingJob> context) {
    JobRef ref = JobRef.of(job);
    return context
        .getSecondaryResourcesAsStream(FileSlice.class)
        .filter(slice -> ref.owns(slice) && !slice.isMarkedForDeletion())
        .toList();
  }

  private static <R extends HasMetadata> EventSource<R, ProcessingJob> source(
      Class<R> kind, String selector, EventSourceContext<ProcessingJob> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(kind, ProcessingJob.class)
            .withLabelSelector(selector)
            .withNamespacesInheritedFromController()
            .withSecondaryToPrimaryMapper(part -> Set.of(jobOf(part)))
            .build(),
        context);
  }

  private static ResourceID jobOf(HasMetadata part) {
    var meta = part.getMetadata();
    return new ResourceID(meta.getLabels().get(Waybill.JOB_LABEL), meta.getNamespace());
  }
}
