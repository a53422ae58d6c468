package dev.waybill.operator.job;

import dev.waybill.operator.job.Findings.Intake;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.StoreException;
import dev.waybill.storage.archive.ArchiveEntry;
import dev.waybill.storage.archive.ArchiveLimits;
import dev.waybill.storage.archive.ArchiveRefused;
import dev.waybill.storage.archive.Archives;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Makes the first upload seen the job's, so that later ones change nothing: by its version where
 * the bucket keeps versions, else by a copy that no client may write. An archive that is not an
 * upload of this job is pinned as it lies. Done twice it comes to the same.
 */
final class Adoption {
  private static final int BATCH = 1_000;

  private final ObjectStore store;
  private final PlacePolicy places;
  private final String outputBucket;
  private final ArchiveLimits limits;

  Adoption(ObjectStore store, PlacePolicy places, String outputBucket, ArchiveLimits limits) {
    this.store = store;
    this.places = places;
    this.outputBucket = outputBucket;
    this.limits = limits;
  }

  /**
   * Pins and lists; when the object is no longer what was seen, it has to be looked for again.
   *
   * @param since what lay there earlier is not the job's
   */
  UnaryOperator<Findings> takeIn(JobRef job, Instant since, ObjectInfo seen) throws IOException {
    removeLeftovers(job);
    try {
      ObjectInfo pinned = pin(job, since, seen);
      Intake intake = intake(pinned);
      return findings -> findings.withIntake(intake);
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.CHANGED || e.kind() == StoreException.Kind.NOT_FOUND) {
        return findings -> findings.withUpload(null);
      }
      throw e;
    }
  }

  /** Outputs of an earlier job of this id would pass for this one's; its own are newer. */
  private void removeLeftovers(JobRef job) {
    List<String> keys = new ArrayList<>();
    store.list(
        outputBucket,
        job.keys().prefix(),
        object -> {
          if (!object.writtenSince(job.ownSince())) {
            keys.add(object.ref().key());
          }
          if (keys.size() == BATCH) {
            store.delete(outputBucket, keys);
            keys.clear();
          }
        });
    if (!keys.isEmpty()) {
      store.delete(outputBucket, keys);
    }
  }

  private Intake intake(ObjectInfo pinned) throws IOException {
    try {
      List<ArchiveEntry> entries = Archives.list(store, pinned, limits);
      return new Intake(pinned, List.copyOf(entries), null);
    } catch (ArchiveRefused e) {
      return new Intake(pinned, List.of(), e.getMessage());
    }
  }

  private ObjectInfo pin(JobRef job, Instant since, ObjectInfo seen) {
    ObjectRef ref = seen.ref();
    if (!places.own(job.keys(), ref.bucket(), ref.key())) {
      return seen;
    }
    if (store.keepsVersions(ref.bucket())) {
      // a person's is the one that lies there now; a client's the first that it sent
      return since.equals(Instant.EPOCH)
          ? seen
          : store.firstVersion(ref.bucket(), ref.key(), since).orElseThrow(() -> gone(ref));
    }
    ObjectRef copy = ObjectRef.of(ref.bucket(), job.keys().adopted());
    Optional<ObjectInfo> adopted =
        store.head(copy).filter(object -> object.writtenSince(job.ownSince()));
    return adopted.orElseGet(
        () -> store.copy(ObjectRef.of(ref.bucket(), ref.key()), seen.eTag(), copy));
  }

  private static StoreException gone(ObjectRef ref) {
    return new StoreException(
        StoreException.Kind.NOT_FOUND, "no version of " + ref.bucket() + "/" + ref.key(), null);
  }
}
