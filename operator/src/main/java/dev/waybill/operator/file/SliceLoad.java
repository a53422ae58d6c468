package dev.waybill.operator.file;

import dev.waybill.crds.FileSlice;
import dev.waybill.crds.FileState;
import dev.waybill.crds.SliceStatus;

/**
 * What a slice holds of the operator's capacity, and what it wants of it.
 *
 * @param number of the slice in its job: a job's slices are fed in order
 * @param version resourceVersion of what was read; an older report than the last counts for nothing
 * @param inProgress files that are claimed and not done with
 * @param held those of them that are {@link HeldFiles}
 * @param ready files that could be claimed now
 */
record SliceLoad(
    String name, int number, String version, JobTerms job, int inProgress, int held, int ready) {

  /** Of a slice that has not been decided on yet: what it holds, and nothing that it wants. */
  static SliceLoad claimedBy(FileSlice slice, JobTerms job) {
    String states = SliceStatus.of(slice).states();
    return new SliceLoad(
        slice.getMetadata().getName(),
        slice.getSpec().number(),
        slice.getMetadata().getResourceVersion(),
        job,
        (int) states.chars().filter(code -> code == FileState.IN_PROGRESS.code()).count(),
        0,
        0);
  }

  boolean idle() {
    return inProgress == 0 && ready == 0;
  }

  /** Resource versions of one resource grow; one that is no number is taken as news. */
  boolean olderThan(SliceLoad other) {
    try {
      return Long.parseUnsignedLong(version) < Long.parseUnsignedLong(other.version);
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
