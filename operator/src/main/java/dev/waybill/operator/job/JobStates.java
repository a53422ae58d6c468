package dev.waybill.operator.job;

import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJobStatus.Counts;

/** From files to a job's state (behaviour A.5, evaluated in its order). */
final class JobStates {
  private JobStates() {}

  /**
   * @param resultsReady results.zip can be downloaded; until then a job with completed files goes
   *     on
   */
  static JobState of(Counts counts, boolean resultsReady) {
    if (counts.total() == 0) {
      return JobState.PENDING_UPLOAD;
    }
    if (counts.terminal() < counts.total()) {
      return JobState.IN_PROGRESS;
    }
    if (counts.completed() > 0) {
      if (!resultsReady) {
        return JobState.IN_PROGRESS;
      }
      return counts.completed() == counts.total()
          ? JobState.SUCCEEDED
          : JobState.PARTIALLY_SUCCEEDED;
    }
    return counts.aborted() == counts.total() ? JobState.ABORTED : JobState.FAILED;
  }
}
