package dev.waybill.operator.job;

import dev.waybill.crds.JobCondition;
import dev.waybill.crds.ProcessingJobSpec;
import dev.waybill.crds.ProcessingJobStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/**
 * All that a job is judged by.
 *
 * @param status never null
 * @param uploadHint what the gateway saw, from the annotation; null: nothing
 * @param placeAllowed whether the archive's place may be read at all
 * @param deletedAt when the object's deletion was asked for; null: it was not
 */
record JobSnapshot(
    long generation,
    ProcessingJobSpec spec,
    ProcessingJobStatus status,
    String uploadHint,
    boolean placeAllowed,
    Instant deletedAt,
    SliceSummary slices,
    List<CollectRun> collects,
    Findings findings,
    JobSettings settings) {

  static final ProcessingJobStatus NEW =
      new ProcessingJobStatus(null, null, null, null, null, null, null, null, null, null);

  boolean cancelled() {
    return Boolean.TRUE.equals(spec.terminate());
  }

  boolean suspended() {
    return Boolean.TRUE.equals(spec.suspend());
  }

  /** When waiting for the upload ends; null: there is no waiting. */
  Instant uploadDeadline() {
    String deadline = spec.source().archive().uploadDeadline();
    return deadline == null ? null : Instant.parse(deadline);
  }

  /**
   * Whether the deadline is a time at all: the definition looks at its form, not at the calendar.
   */
  boolean deadlineReadable() {
    try {
      uploadDeadline();
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Whether number of files and slices are recorded, so that slices may exist. */
  boolean archiveRecorded() {
    return status.archive() != null && status.archive().slices() != null;
  }

  boolean has(JobCondition type) {
    return type.isTrueIn(status);
  }
}
