package dev.waybill.gateway.jobs;

import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import java.util.List;
import java.util.Optional;

/**
 * The jobs as the cluster has them. Whatever is not a cached look-up may throw {@link
 * io.fabric8.kubernetes.client.KubernetesClientException}.
 */
public interface Jobs {
  /** By its id, as this gateway last heard of it. */
  Optional<ProcessingJob> cached(String id);

  /**
   * By its id, asked of the API server; finds jobs whose name is their id, as the doors make them.
   */
  Optional<ProcessingJob> live(String id);

  /** The same job, asked of the API server; empty where it is gone. */
  Optional<ProcessingJob> refreshed(ProcessingJob job);

  /** All jobs of a principal, as this gateway last heard of them, in no order. */
  List<ProcessingJob> cachedOf(String principal);

  /** The job as created, or empty where one of its name exists: the lock of idempotency. */
  Optional<ProcessingJob> create(ProcessingJob job);

  /** Asks for the job's end; empty where it has changed since {@code seen} was read. */
  Optional<ProcessingJob> terminate(ProcessingJob seen);

  /**
   * Notes that the upload was seen; empty where the job has changed since {@code seen} was read.
   */
  Optional<ProcessingJob> markUploaded(ProcessingJob seen, String eTag);

  /**
   * The job's slices by number; from the cache where that has {@code expected} of them, else asked
   * of the API server.
   */
  List<FileSlice> slices(ProcessingJob job, int expected);

  /** Whether the cache has been filled once. */
  boolean synced();
}
