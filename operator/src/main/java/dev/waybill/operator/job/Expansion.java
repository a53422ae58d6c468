package dev.waybill.operator.job;

import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJobStatus.Archive;
import dev.waybill.operator.job.FileTraces.Trace;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.StoreException;
import dev.waybill.storage.archive.ArchiveEntry;
import dev.waybill.storage.archive.ArchiveLimits;
import dev.waybill.storage.archive.ArchiveRefused;
import dev.waybill.storage.archive.Archives;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Creates the slices that a job lacks; those that exist are left alone. */
final class Expansion {
  private final KubernetesClient client;
  private final ObjectStore store;
  private final String outputBucket;
  private final ArchiveLimits limits;

  Expansion(KubernetesClient client, ObjectStore store, String outputBucket, ArchiveLimits limits) {
    this.client = client;
    this.store = store;
    this.outputBucket = outputBucket;
    this.limits = limits;
  }

  /**
   * @param known the archive's entries where they are still at hand, else null
   */
  UnaryOperator<Findings> create(
      JobRef job, Archive archive, List<Integer> numbers, List<ArchiveEntry> known)
      throws IOException {
    List<ArchiveEntry> entries = known == null ? list(archive).orElse(List.of()) : known;
    if (entries.size() != archive.files()) {
      return Findings::withArchiveGone;
    }
    Map<Integer, Trace> traces = FileTraces.read(store, outputBucket, job.keys());
    for (int number : numbers) {
      create(job, SliceMaker.slice(job, number, entries, traces));
    }
    return UnaryOperator.identity();
  }

  private void create(JobRef job, FileSlice slice) {
    try {
      client.resource(slice).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      FileSlice other = client.resource(slice).get();
      if (other != null && !job.owns(other)) {
        throw new BackgroundWork.NotYet(
            "a FileSlice " + slice.getMetadata().getName() + " of another owner is in the way");
      }
    }
  }

  /** Empty where the archive is no longer the one that was adopted. */
  private Optional<List<ArchiveEntry>> list(Archive archive) throws IOException {
    ObjectRef ref = new ObjectRef(archive.bucket(), archive.key(), archive.versionId());
    ObjectInfo pinned = new ObjectInfo(ref, archive.eTag(), archive.size(), null);
    try {
      return Optional.of(Archives.list(store, pinned, limits));
    } catch (ArchiveRefused e) {
      return Optional.empty();
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.CHANGED || e.kind() == StoreException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
