package dev.waybill.operator.file;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.FileSliceStatus;
import dev.waybill.operator.file.SliceAction.Effect;
import dev.waybill.operator.file.SliceAction.Read;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A plan for a slice.
 *
 * @param status to be claimed, by a PUT with the resourceVersion that was decided on; on a conflict
 *     the plan is dropped
 * @param reads without which this is not yet the plan
 * @param effects in order, after the claim
 * @param wakeAt when to decide again, whatever happens; null where nothing is waited for
 * @param inProgress files that are claimed and not done with
 * @param held those of them that have not begun and are told why
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

  /** When an attempt of the slice last began its work, as far as its status tells. */
  Optional<Instant> lastBegun() {
    return files.stream()
        .flatMap(file -> file.attempts().stream())
        .map(Attempt::startedAt)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder());
  }
}
