package dev.waybill.gateway.jobs;

import dev.waybill.crds.JobCondition;
import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobStatus;
import java.time.Duration;
import java.time.Instant;

/** What a job is to a principal: the one place that decides ownership, for every door. */
public enum Standing {
  OWN,
  /** Without an owner: may be read, never listed, cancelled or run. */
  OWNERLESS,
  /** Exactly as if it did not exist: another's, past its time, or being deleted. */
  UNKNOWN;

  /** Pure; {@code now} decides whether an ended job's time is over. */
  public static Standing of(ProcessingJob job, String principal, JobsConfig config, Instant now) {
    if (job.getMetadata().getDeletionTimestamp() != null || expired(job, config.retention(), now)) {
      return UNKNOWN;
    }
    String owner = job.getSpec().createdBy();
    if (owner == null) {
      return config.ownerlessReadable() ? OWNERLESS : UNKNOWN;
    }
    return owner.equals(principal) ? OWN : UNKNOWN;
  }

  private static boolean expired(ProcessingJob job, Duration otherwise, Instant now) {
    ProcessingJobStatus status = job.getStatus();
    if (status == null || status.finishedAt() == null || !terminal(status.state())) {
      return false;
    }
    if (JobCondition.DataRemoved.isTrueIn(status)) {
      return true;
    }
    return !now.isBefore(Instant.parse(status.finishedAt()).plus(stays(job, otherwise)));
  }

  /** For how long the job stays once it has ended. */
  static Duration stays(ProcessingJob job, Duration otherwise) {
    var retention = job.getSpec().retention();
    return retention == null || retention.ttlSecondsAfterFinished() == null
        ? otherwise
        : Duration.ofSeconds(retention.ttlSecondsAfterFinished());
  }

  private static boolean terminal(JobState state) {
    return state != null && state.terminal();
  }
}
