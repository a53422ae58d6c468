package dev.waybill.operator.job;

import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobSpec.Archive;
import dev.waybill.operator.Parts;
import dev.waybill.operator.job.Findings.Intake;
import dev.waybill.operator.pod.AttemptJob;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.archive.ArchiveEntry;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Carries actions out. What may take long is handed over and not waited for. */
final class JobEffects {
  private final Parts parts;
  private final PlacePolicy places;
  private final FindingsBoard board;
  private final BackgroundWork work;
  private final UploadPoller poller;
  private final Adoption adoption;
  private final Expansion expansion;
  private final ManifestWriter manifests;
  private final CollectJob collects;
  private final CollectLooks collected;
  private final Removal removal;

  JobEffects(
      Parts parts,
      PlacePolicy places,
      FindingsBoard board,
      BackgroundWork work,
      UploadPoller poller) {
    this.parts = parts;
    this.places = places;
    this.board = board;
    this.work = work;
    this.poller = poller;
    var limits = parts.config().jobs().archiveLimits();
    var buckets = parts.config().store();
    adoption = new Adoption(parts.store(), places, buckets.outputBucket(), limits);
    expansion = new Expansion(parts.client(), parts.store(), buckets.outputBucket(), limits);
    manifests = new ManifestWriter(parts.store(), buckets.outputBucket());
    collects = new CollectJob(parts.config());
    collected = new CollectLooks(parts);
    removal =
        new Removal(
            parts.client(),
            parts.store(),
            buckets,
            parts.clock(),
            parts.config().files().terminatingLimit());
  }

  /**
   * @param slices of the job, as it was decided on
   */
  void run(ProcessingJob job, List<FileSlice> slices, List<JobAction> actions) {
    JobRef ref = JobRef.of(job);
    for (JobAction action : actions) {
      switch (action) {
        case JobAction.WatchUpload watch -> poller.watch(watch(job, watch.hint()));
        case JobAction.TakeIn take ->
            work.submit(ref, () -> adoption.takeIn(ref, job.archiveSince(), take.seen()));
        case JobAction.CreateSlices create -> create(ref, create);
        case JobAction.DropResults _ -> work.submit(ref, () -> removal.results(ref));
        case JobAction.StoreManifest _ -> work.submit(ref, () -> store(job, slices));
        case JobAction.StartCollect start -> work.submit(ref, () -> start(job, ref, start));
        case JobAction.LookAtCollect look -> work.submit(ref, () -> collected.during(ref, look));
        case JobAction.LookForResults look ->
            work.submit(ref, () -> collected.after(ref, look.collect()));
        case JobAction.RemoveParts(boolean logsFirst) ->
            work.submitRemoval(ref, () -> removal.parts(ref, logsFirst));
        case JobAction.RemoveData _ -> work.submitRemoval(ref, () -> removal.everything(ref));
        case JobAction.DeleteJob _ -> parts.client().resource(job).delete();
      }
    }
  }

  private UploadPoller.Watch watch(ProcessingJob job, String hint) {
    Archive archive = job.getSpec().source().archive();
    Instant since = Instant.parse(job.getMetadata().getCreationTimestamp());
    Instant deadline =
        archive.uploadDeadline() == null ? since : Instant.parse(archive.uploadDeadline());
    ObjectRef place = ObjectRef.of(archive.bucket(), archive.key());
    JobRef ref = JobRef.of(job);
    boolean own = places.own(ref.keys(), archive.bucket(), archive.key());
    Instant notBefore = own ? job.archiveSince() : Instant.EPOCH;
    return new UploadPoller.Watch(ref, place, since, deadline, hint, notBefore);
  }

  private void create(JobRef job, JobAction.CreateSlices create) {
    Intake intake = board.of(job).intake();
    List<ArchiveEntry> known = intake == null ? null : intake.entries();
    work.submit(job, () -> expansion.create(job, create.archive(), create.numbers(), known));
  }

  private UnaryOperator<Findings> store(ProcessingJob job, List<FileSlice> slices)
      throws IOException {
    Archive archive = job.getSpec().source().archive();
    JobRef ref = JobRef.of(job);
    JobKeys keys = ref.keys();
    String finishedAt = job.getStatus().finishedAt();
    if (finishedAt != null && manifests.written(keys, ref.ownSince())) {
      return Findings::withManifestStored;
    }
    manifests.write(
        keys,
        fileName(archive),
        job.getMetadata().getCreationTimestamp(),
        finishedAt == null ? parts.clock().instant() : Instant.parse(finishedAt),
        slices,
        AttemptJob.ownContainer(job));
    return Findings::withManifestStored;
  }

  private static String fileName(Archive archive) {
    return archive.fileName() == null
        ? archive.key().substring(archive.key().lastIndexOf('/') + 1)
        : archive.fileName();
  }

  private UnaryOperator<Findings> start(
      ProcessingJob owner, JobRef ref, JobAction.StartCollect start) {
    Job job = collects.of(ref, owner.getMetadata().getLabels(), start);
    try {
      parts.client().resource(job).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      Job other = parts.client().resource(job).get();
      if (other != null && !ref.owns(other)) {
        throw new BackgroundWork.NotYet(
            "a Job " + job.getMetadata().getName() + " of another owner is in the way");
      }
    }
    return UnaryOperator.identity();
  }
}
