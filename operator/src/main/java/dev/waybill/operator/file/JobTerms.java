package dev.waybill.operator.file;

import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobSpec;
import dev.waybill.operator.pod.AttemptJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a slice has to know of its job.
 *
 * @param name of the resource
 * @param uid null where the job is not to be found
 * @param principal that starts are shared by, empty for a job without one
 * @param since when the job was created
 * @param mayStart whether its files may be started at all: archive adopted, not suspended, not
 *     cancelled, not deleted, not ended
 * @param cancelled what runs is ended too
 * @param over whether the job has ended or is being deleted
 * @param attempts that count, in all
 * @param timeout of an attempt, null where it has none
 * @param parallelism of the job's files in progress
 * @param ownContainer whether the work is done by an image of the job's own
 */
record JobTerms(
    String name,
    String uid,
    String principal,
    Instant since,
    boolean mayStart,
    boolean cancelled,
    boolean over,
    int attempts,
    Duration timeout,
    int parallelism,
    boolean ownContainer) {

  /** Of a job that is not to be found: nothing is started, nothing is ended. */
  static JobTerms unknown(String name) {
    return new JobTerms(name, null, "", Instant.EPOCH, false, false, false, 1, null, 0, false);
  }

  /** Whether it goes on once its owner says so. */
  boolean paused() {
    return known() && !mayStart && !cancelled && !over;
  }

  boolean known() {
    return uid != null;
  }

  static JobTerms of(ProcessingJob job) {
    ProcessingJobSpec spec = job.getSpec();
    boolean cancelled = Boolean.TRUE.equals(spec.terminate());
    boolean over =
        job.isMarkedForDeletion()
            || (job.getStatus() != null
                && job.getStatus().state() != null
                && job.getStatus().state().terminal());
    boolean adopted = job.getStatus() != null && job.getStatus().archive() != null;
    return new JobTerms(
        job.getMetadata().getName(),
        job.getMetadata().getUid(),
        Optional.ofNullable(spec.createdBy()).orElse(""),
        created(job),
        adopted && !cancelled && !over && !Boolean.TRUE.equals(spec.suspend()),
        cancelled,
        over,
        Optional.ofNullable(spec.retryStrategy())
            .map(ProcessingJobSpec.RetryStrategy::attempts)
            .orElse(1),
        Optional.ofNullable(spec.timeout())
            .map(ProcessingJobSpec.Timeout::attemptDurationSeconds)
            .map(Duration::ofSeconds)
            .orElse(null),
        Optional.ofNullable(spec.parallelism()).orElse(Integer.MAX_VALUE),
        AttemptJob.ownContainer(job));
  }

  private static Instant created(ProcessingJob job) {
    String time = job.getMetadata().getCreationTimestamp();
    return time == null ? Instant.EPOCH : Instant.parse(time);
  }
}
