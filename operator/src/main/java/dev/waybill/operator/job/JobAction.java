package dev.waybill.operator.job;

import dev.waybill.crds.ProcessingJobStatus.Archive;
import dev.waybill.storage.ObjectInfo;
import java.util.List;

/** What is done about a job once its status is written. Each may be done twice. */
sealed interface JobAction {
  /**
   * Has the poller look for the upload; at once when {@code hint} is news to it.
   *
   * @param hint may be null
   */
  record WatchUpload(String hint) implements JobAction {}

  /** Pins the archive that was seen, and lists it. */
  record TakeIn(ObjectInfo seen) implements JobAction {}

  /** Creates slices; what the store's markers say of their files is kept. */
  record CreateSlices(Archive archive, List<Integer> numbers) implements JobAction {}

  /** Takes back what was begun of results, now that not all files have ended any more. */
  record DropResults() implements JobAction {}

  /** Writes {@code manifest.json} out of the slices, and sweeps what other attempts left. */
  record StoreManifest() implements JobAction {}

  /**
   * @param number from 1; each try has its own
   * @param failed how many before it did; the cluster ended the others
   */
  record StartCollect(int number, int failed) implements JobAction {}

  /**
   * Looks why a {@code collect} Job's pod does not start, where it does not.
   *
   * @param uid of the Job
   */
  record LookAtCollect(int number, String uid) implements JobAction {}

  /** Looks for results.zip after a {@code collect} Job has ended. */
  record LookForResults(int collect) implements JobAction {}

  /**
   * Deletes slices and Jobs, which the manifest has replaced.
   *
   * @param logsFirst whether its slices, all of whose files have ended, see to their Jobs
   */
  record RemoveParts(boolean logsFirst) implements JobAction {}

  /** Deletes slices, Jobs and pods, and when those are gone all that the store holds. */
  record RemoveData() implements JobAction {}

  /** Deletes the resource itself; its finalizer takes the data with it. */
  record DeleteJob() implements JobAction {}
}
