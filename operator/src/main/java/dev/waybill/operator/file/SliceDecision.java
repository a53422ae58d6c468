package dev.waybill.operator.file;

import dev.waybill.crds.FileSliceStatus;
import dev.waybill.operator.file.SliceAction.Effect;
import dev.waybill.operator.file.SliceAction.Read;
import java.time.Instant;
import java.util.List;

/**
 * A plan for a slice.
 *
 * @param status to be claimed, by a PUT with the resourceVersion that was decided on; on a conflict
 *     the plan is dropped
 * @param reads without which this is not yet the plan
 * @param effects in order, after the claim
 * @param wakeAt when to decide again, whatever happens; null where nothing is waited for
 * @param inProgress files that are claimed and not done with
 * @param held those of them that are {@link HeldFiles}
 * @param ready files that could be claimed now, were they granted
 */
record SliceDecision(
    FileSliceStatus status,
    List<FileProgress> files,
    List<Read> reads,
    List<Effect> effects,
    Instant wakeAt,
    int inProgress,
    int held,
    int ready) {

  /** Attempts that have begun their work, of all that there were. */
  long begun() {
    return files.stream()
        .flatMap(file -> file.attempts().stream())
        .filter(attempt -> attempt.startedAt() != null)
        .count();
  }
}
