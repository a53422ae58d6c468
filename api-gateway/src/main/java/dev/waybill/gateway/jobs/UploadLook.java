package dev.waybill.gateway.jobs;

import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.StoreException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whoever polls a job that waits for its upload wants it seen soon: the gateway looks itself, at
 * most once in five seconds a job, and tells the operator once.
 */
public final class UploadLook {
  private static final Logger LOG = LoggerFactory.getLogger(UploadLook.class);
  private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int SWEEP_AT = 10_000;

  private final Jobs jobs;
  private final ObjectStore store;
  private final String inputBucket;
  private final LongSupplier nanos;
  private final ConcurrentHashMap<String, Long> looked = new ConcurrentHashMap<>();

  /**
   * @param nanos a clock such as {@link System#nanoTime}
   */
  public UploadLook(Jobs jobs, ObjectStore store, String inputBucket, LongSupplier nanos) {
    this.jobs = jobs;
    this.store = store;
    this.inputBucket = inputBucket;
    this.nanos = nanos;
  }

  /**
   * The job, marked where its upload has come. A look that fails is no look: the poller's comes.
   */
  public ProcessingJob look(ProcessingJob job) {
    Optional<String> key = awaited(job);
    if (key.isEmpty() || !due(job.jobId())) {
      return job;
    }
    try {
      return store
          .head(ObjectRef.of(inputBucket, key.get()))
          .filter(object -> object.writtenSince(job.archiveSince()))
          .map(ObjectInfo::eTag)
          .flatMap(eTag -> jobs.markUploaded(job, eTag))
          .orElse(job);
    } catch (StoreException | KubernetesClientException e) {
      LOG.warn("Could not look for the upload of job {}", job.jobId(), e);
      return job;
    }
  }

  /** Only where the gateway itself sent the upload: elsewhere a person's resource would aim it. */
  private Optional<String> awaited(ProcessingJob job) {
    var archive = job.getSpec().source().archive();
    boolean ours =
        archive != null
            && archive.uploadDeadline() != null
            && inputBucket.equals(archive.bucket())
            && archive.key().startsWith(new JobKeys(job.jobId()).prefix());
    return ours && JobWords.state(job) == JobState.PENDING_UPLOAD
        ? Optional.of(archive.key())
        : Optional.empty();
  }

  private boolean due(String jobId) {
    long now = nanos.getAsLong();
    if (looked.size() > SWEEP_AT) {
      looked.values().removeIf(last -> now - last >= EVERY_NANOS);
    }
    boolean[] mine = new boolean[1];
    looked.compute(
        jobId,
        (id, last) -> {
          mine[0] = last == null || now - last >= EVERY_NANOS;
          return mine[0] ? Long.valueOf(now) : last;
        });
    return mine[0];
  }
}
