package dev.waybill.operator.file;

import dev.waybill.crds.Attempt;
import dev.waybill.operator.kube.Warnings.Warning;
import dev.waybill.operator.pod.AttemptJob;
import dev.waybill.operator.pod.JobSeen;
import dev.waybill.operator.pod.WaitingReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that a slice's next step is decided on.
 *
 * @param uid of the slice: what owns its Jobs
 * @param files as the slice's status has them
 * @param jobs the slice's Jobs by name, as the informer knows them
 * @param pods those that have been listed for this decision
 * @param listAgainAt when the pods may be listed next
 * @param looks what a live look said of claimed attempts whose Job the informer does not know, by
 *     the Job's name
 * @param unmade Jobs of attempts that this very process has claimed and not yet made: their start
 *     has certainly not happened; since when
 * @param obstacles why a Job could not be made or looked for, by the Job's name
 * @param warnings what the cluster warns of, by the name of the Job or pod
 * @param renewGrantsAt when the slice's grants want renewal, null where there are none
 * @param endedSince when this process first saw all files done with, null before
 * @param lastBegun when this process last saw that an attempt of the job had begun its work, or
 *     first saw the job
 * @param granted starts that the dispatcher grants the slice now
 */
record SliceSnapshot(
    String uid,
    JobTerms job,
    List<FileProgress> files,
    Map<String, JobSeen> jobs,
    ListedPods pods,
    Instant listAgainAt,
    Map<String, Look> looks,
    Map<String, Instant> unmade,
    Map<String, WaitingReason> obstacles,
    Map<String, Warning> warnings,
    AskedLogs logs,
    Instant renewGrantsAt,
    Instant endedSince,
    Instant lastBegun,
    int granted) {

  /** What the API server and the store say of a claimed attempt, read live. */
  enum Look {
    /** The Job is there: the informer is behind. */
    THERE,
    /** The Job is gone, but its output is whole. */
    DONE,
    /** The Job is gone, and so is what it told. */
    GONE
  }

  /** Since when an attempt waits for room and none of its job has been given any. */
  Instant withoutRoomSince(Instant since) {
    return lastBegun != null && lastBegun.isAfter(since) ? lastBegun : since;
  }

  String jobName(Attempt attempt) {
    return AttemptJob.name(job.name(), attempt.file(), attempt.number());
  }

  SliceSnapshot listed(ListedPods seen, Map<String, Warning> warned, Instant again) {
    return new SliceSnapshot(
        uid,
        job,
        files,
        jobs,
        seen,
        again,
        looks,
        unmade,
        obstacles,
        warned,
        logs,
        renewGrantsAt,
        endedSince,
        lastBegun,
        granted);
  }

  /**
   * @param troubles why a look was not possible, by the Job's name
   */
  SliceSnapshot looked(Map<String, Look> seen, Map<String, WaitingReason> troubles) {
    return new SliceSnapshot(
        uid,
        job,
        files,
        jobs,
        pods,
        listAgainAt,
        seen,
        unmade,
        troubles,
        warnings,
        logs,
        renewGrantsAt,
        endedSince,
        lastBegun,
        granted);
  }

  SliceSnapshot granted(int starts) {
    return new SliceSnapshot(
        uid,
        job,
        files,
        jobs,
        pods,
        listAgainAt,
        looks,
        unmade,
        obstacles,
        warnings,
        logs,
        renewGrantsAt,
        endedSince,
        lastBegun,
        starts);
  }
}
