package dev.waybill.operator.file;

import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.Waybill;
import dev.waybill.operator.Controllers;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What wakes a slice: its Jobs, a change of its job that matters to it, a grant. */
final class SliceEvents {
  private static final String BY_JOB = "job";

  private final String namespace;
  private final SimpleInboundEventSource<FileSlice> grants =
      new SimpleInboundEventSource<>("grants");
  private volatile InformerEventSource<Job, FileSlice> jobs;
  private volatile InformerEventSource<ProcessingJob, FileSlice> owners;
  private volatile IndexerResourceCache<FileSlice> slices;

  SliceEvents(String namespace) {
    this.namespace = namespace;
  }

  List<EventSource<?, FileSlice>> sources(EventSourceContext<FileSlice> context) {
    slices = context.getPrimaryCache();
    // no object may fail here, for it would fail every other with it
    slices.addIndexer(BY_JOB, slice -> List.of(label(slice, Waybill.JOB_LABEL)));
    jobs =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(Job.class, FileSlice.class)
                .withName("attempts")
                .withNamespaces(Set.of(namespace))
                .withLabelSelector(Waybill.FILE_INDEX_LABEL)
                .withSecondaryToPrimaryMapper(job -> Set.of(id(label(job, Waybill.SLICE_LABEL))))
                .build(),
            context);
    owners =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(ProcessingJob.class, FileSlice.class)
                .withInformerListLimit(Controllers.PAGE)
                .withName("jobs")
                .withNamespaces(Set.of(namespace))
                .withPrimaryToSecondaryMapper(
                    (FileSlice slice) -> Set.of(id(SliceReader.jobName(slice))))
                .withSecondaryToPrimaryMapper(job -> slicesOf(job.getMetadata().getName()))
                .withOnUpdateFilter((next, last) -> matters(next, last))
                .build(),
            context);
    return List.of(jobs, owners, grants);
  }

  /** A slice may go on. */
  void wake(String slice) {
    grants.propagateEvent(id(slice));
  }

  /** There is news of an attempt's Job, or of its pod. */
  void wake(ObjectReference about) {
    String job =
        switch (about.getKind()) {
          case "Job" -> about.getName();
          case "Pod" -> jobOf(about.getName());
          default -> null;
        };
    if (job != null && jobs != null) {
      jobs.get(id(job)).ifPresent(known -> wake(label(known, Waybill.SLICE_LABEL)));
    }
  }

  /** The Job controller appends {@code -} and five letters. */
  private static String jobOf(String pod) {
    int end = pod.lastIndexOf('-');
    return end < 0 ? null : pod.substring(0, end);
  }

  /** A Job was made: known from now on, whatever the informer's delay. */
  void made(Job job) {
    jobs.handleRecentResourceCreate(ResourceID.fromResource(job), job);
  }

  Stream<FileSlice> slices() {
    return slices == null ? Stream.empty() : slices.list();
  }

  boolean exists(String slice) {
    return slices != null && slices.get(id(slice)).isPresent();
  }

  /** What is known of the job of a slice, by the slice's label. */
  JobTerms terms(FileSlice slice) {
    String name = SliceReader.jobName(slice);
    return owners.get(id(name)).map(JobTerms::of).orElse(JobTerms.unknown(name));
  }

  private Set<ResourceID> slicesOf(String job) {
    return slices.byIndex(BY_JOB, job).stream()
        .map(ResourceID::fromResource)
        .collect(Collectors.toSet());
  }

  private static boolean matters(ProcessingJob next, ProcessingJob last) {
    return !Objects.equals(JobTerms.of(next), JobTerms.of(last));
  }

  private static String label(HasMetadata resource, String name) {
    Map<String, String> labels = resource.getMetadata().getLabels();
    return labels == null ? "" : labels.getOrDefault(name, "");
  }

  private ResourceID id(String name) {
    return new ResourceID(name, namespace);
  }
}
