package dev.waybill.local.job;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/** The Job controller's decision: from a Job and its pod to the next step. Pure. */
public final class JobDecision {
  private JobDecision() {}

  /**
   * @param pod of this Job, empty where none is known
   */
  public static JobAction decide(Job job, Optional<Pod> pod, Instant now) {
    if (job.getMetadata().getDeletionTimestamp() != null || finished(job)) {
      return new JobAction.Rest();
    }
    Optional<String> unsupported = SupportedJobs.refusal(job);
    if (unsupported.isPresent()) {
      return failed(job, new JobFailure("Unsupported", unsupported.get()), now, false);
    }
    return pod.isPresent() ? withPod(job, pod.get(), now) : withoutPod(job, now);
  }

  private static JobAction withoutPod(Job job, Instant now) {
    if (active(job)) {
      return failed(job, JobFailure.BACKOFF_LIMIT, now, true);
    }
    boolean suspended = Boolean.TRUE.equals(job.getSpec().getSuspend());
    return suspended ? new JobAction.Rest() : new JobAction.CreatePod(JobPods.podOf(job));
  }

  private static JobAction withPod(Job job, Pod pod, Instant now) {
    String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
    return switch (phase) {
      case "Succeeded" -> succeeded(job, now);
      case "Failed" -> failed(job, PodFailureRules.judge(job, pod), now, false);
      case null, default -> running(job, "Running".equals(phase) ? 1 : 0, now);
    };
  }

  private static JobAction running(Job job, int ready, Instant now) {
    JobStatus status = job.getStatus();
    if (active(job) && Objects.equals(status.getReady(), ready)) {
      return new JobAction.Rest();
    }
    return write(started(job, now).withActive(1).withReady(ready), false);
  }

  private static JobAction succeeded(Job job, Instant now) {
    JobStatusBuilder status =
        started(job, now)
            .withActive(null)
            .withReady(0)
            .withSucceeded(1)
            .withCompletionTime(text(now));
    JobFailure complete =
        new JobFailure("CompletionsReached", "Reached expected number of succeeded pods");
    return write(status.withConditions(condition("Complete", complete, now)), false);
  }

  private static JobAction failed(Job job, JobFailure why, Instant now, boolean onlyIfPodIsGone) {
    JobStatusBuilder status = started(job, now).withActive(null).withReady(0).withFailed(1);
    return write(status.withConditions(condition("Failed", why, now)), onlyIfPodIsGone);
  }

  private static JobAction write(JobStatusBuilder status, boolean onlyIfPodIsGone) {
    return new JobAction.WriteStatus(status.build(), onlyIfPodIsGone);
  }

  private static JobStatusBuilder started(Job job, Instant now) {
    JobStatus status = job.getStatus() == null ? new JobStatus() : job.getStatus();
    String since = status.getStartTime() == null ? text(now) : status.getStartTime();
    return new JobStatusBuilder(status).withStartTime(since);
  }

  private static JobCondition condition(String type, JobFailure why, Instant now) {
    return new JobConditionBuilder()
        .withType(type)
        .withStatus("True")
        .withReason(why.reason())
        .withMessage(why.message())
        .withLastProbeTime(text(now))
        .withLastTransitionTime(text(now))
        .build();
  }

  private static boolean active(Job job) {
    return job.getStatus() != null && Objects.equals(job.getStatus().getActive(), 1);
  }

  private static boolean finished(Job job) {
    return job.getStatus() != null
        && job.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().matches("Complete|Failed") && c.getStatus().equals("True"));
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
