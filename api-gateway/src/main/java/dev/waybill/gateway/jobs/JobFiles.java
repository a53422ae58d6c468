package dev.waybill.gateway.jobs;

import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobStatus;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.StoreException;
import java.util.List;
import java.util.Optional;

/**
 * The files of a job, in directory order: a running one's from its slices, an ended one's from its
 * manifest.
 */
public final class JobFiles {
  private final Jobs jobs;
  private final Manifests manifests;

  public JobFiles(Jobs jobs, ObjectStore store, String outputBucket) {
    this.jobs = jobs;
    this.manifests = new Manifests(store, outputBucket);
  }

  /** Empty until all files are known; a job is never shown with some of them. */
  public Optional<List<JobFile>> of(ProcessingJob job) {
    return JobWords.expanded(job).flatMap(archive -> known(job, archive));
  }

  private Optional<List<JobFile>> known(ProcessingJob job, ProcessingJobStatus.Archive archive) {
    // What the job really is, not what is told: slices go once it has ended.
    boolean ended = job.getStatus().state() != null && job.getStatus().state().terminal();
    return ended
        ? ended(job, archive)
        : ofSlices(job, archive).or(() -> manifests.files(job.jobId()));
  }

  /** A job may have ended because its manifest could not be written: then its slices stay. */
  private Optional<List<JobFile>> ended(ProcessingJob job, ProcessingJobStatus.Archive archive) {
    try {
      return manifests.files(job.jobId()).or(() -> ofSlices(job, archive));
    } catch (StoreException e) {
      return Optional.of(ofSlices(job, archive).orElseThrow(() -> e));
    }
  }

  private Optional<List<JobFile>> ofSlices(ProcessingJob job, ProcessingJobStatus.Archive archive) {
    List<FileSlice> slices = jobs.slices(job, archive.slices());
    return slices.size() < archive.slices()
        ? Optional.empty()
        : Optional.of(slices.stream().flatMap(slice -> SliceFiles.of(slice).stream()).toList());
  }
}
