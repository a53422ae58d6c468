package dev.waybill.operator.job;

import dev.waybill.operator.pod.WaitingReason;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.archive.ArchiveEntry;
import java.time.Instant;
import java.util.List;

/**
 * What was found out about a job outside the Kubernetes API, off the reconcile threads. Lost with
 * the process: everything here can be found out again.
 *
 * @param upload what the last look at the archive's place saw; null: not looked yet
 * @param intake the archive pinned and listed, or refused; null: not yet
 * @param archiveGone the pinned archive is no longer what was pinned
 * @param manifestStored {@code manifest.json} holds every file's end
 * @param results what the last look after a {@code collect} Job saw; null: not looked yet
 * @param dataRemoved nothing of the job is left in the store
 * @param trouble why the last piece of work failed; null: it did not
 * @param busy a piece of work is on its way; its end wakes the reconciler
 */
record Findings(
    Upload upload,
    Intake intake,
    boolean archiveGone,
    boolean manifestStored,
    Results results,
    boolean dataRemoved,
    Trouble trouble,
    boolean busy) {

  static final Findings NONE = new Findings(null, null, false, false, null, false, null, false);

  /**
   * @param object null: there was none at {@code lookedAt}
   * @param older whether there was one, but older than the job, so that it is not its upload
   */
  record Upload(ObjectInfo object, boolean older, Instant lookedAt) {}

  /**
   * @param refusal why the archive as a whole is refused; null: it is not
   */
  record Intake(ObjectInfo archive, List<ArchiveEntry> entries, String refusal) {}

  /**
   * What a look after a {@code collect} Job saw.
   *
   * @param collect the number of the Job
   * @param ended whether it had ended, so that results.zip was looked for
   * @param object null: results.zip is not there
   * @param failure why it is not; null: it is, or the Job has not ended
   * @param waiting why its pod does not start or go on; null: it does
   * @param begun whether its pod has started to work
   * @param lookedAt null once it had ended
   */
  record Results(
      int collect,
      boolean ended,
      ObjectInfo object,
      Failure failure,
      WaitingReason waiting,
      boolean begun,
      Instant lookedAt) {
    static Results after(int collect, ObjectInfo object, Failure failure) {
      return new Results(collect, true, object, failure, null, true, null);
    }

    static Results during(int collect, WaitingReason waiting, boolean begun, Instant now) {
      return new Results(collect, false, null, null, waiting, begun, now);
    }
  }

  /**
   * Why a {@code collect} Job left no results.
   *
   * @param counted whether it uses an attempt; it does not where the cluster ended it
   * @param stoppedAt when the Job's pod did
   */
  record Failure(String reason, boolean counted, Instant stoppedAt) {}

  /**
   * @param reason one CamelCase word for programs
   * @param failures in a row
   * @param retryAt not before
   */
  record Trouble(String reason, String message, int failures, Instant retryAt) {}

  Findings withUpload(Upload next) {
    return new Findings(
        next, intake, archiveGone, manifestStored, results, dataRemoved, trouble, busy);
  }

  Findings withIntake(Intake next) {
    return new Findings(
        upload, next, archiveGone, manifestStored, results, dataRemoved, trouble, busy);
  }

  Findings withArchiveGone() {
    return new Findings(upload, intake, true, manifestStored, results, dataRemoved, trouble, busy);
  }

  Findings withManifestStored() {
    return new Findings(upload, intake, archiveGone, true, results, dataRemoved, trouble, busy);
  }

  Findings withResults(Results next) {
    return new Findings(
        upload, intake, archiveGone, manifestStored, next, dataRemoved, trouble, busy);
  }

  /** Not all files have ended any more. */
  Findings withoutResults() {
    return new Findings(upload, intake, archiveGone, false, null, dataRemoved, trouble, busy);
  }

  Findings withDataRemoved() {
    return new Findings(upload, intake, archiveGone, manifestStored, results, true, trouble, busy);
  }

  Findings withTrouble(Trouble next) {
    return new Findings(
        upload, intake, archiveGone, manifestStored, results, dataRemoved, next, busy);
  }

  Findings withBusy(boolean next) {
    return new Findings(
        upload, intake, archiveGone, manifestStored, results, dataRemoved, trouble, next);
  }
}
