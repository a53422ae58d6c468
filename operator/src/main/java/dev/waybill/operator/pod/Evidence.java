package dev.waybill.operator.pod;

import static dev.waybill.crds.AttemptKind.DISRUPTED;
import static dev.waybill.crds.AttemptKind.EXPIRED;
import static dev.waybill.crds.AttemptKind.FAILED;
import static dev.waybill.crds.AttemptKind.OUT_OF_MEMORY;
import static dev.waybill.crds.AttemptKind.SUCCEEDED;
import static dev.waybill.crds.AttemptKind.TIMED_OUT;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.operator.pod.JobSeen.End;
import dev.waybill.operator.pod.PodSeen.Exit;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What became of an attempt whose Job has ended: the Job's own condition first, its pod for the
 * rest.
 */
public final class Evidence {
  /** What the kubelet says of a pod that it could not keep or never admitted. */
  private static final Set<String> CLUSTER =
      Set.of(
          "Evicted",
          "NodeAffinity",
          "NodeLost",
          "NodeShutdown",
          "Preempting",
          "Shutdown",
          "Terminated",
          "TopologyAffinityError",
          "UnexpectedAdmissionError");

  /**
   * Of a kubelet that found less of a resource than the scheduler had: OutOfcpu,
   * OutOfnvidia.com/gpu (kubernetes/kubernetes, pkg/kubelet/lifecycle/predicate.go).
   */
  private static final Pattern SCARCE = Pattern.compile("OutOf[a-z].*");

  private static final int SIGKILL = 137;
  private static final int SIGTERM = 143;

  private final Attempt claimed;
  private final JobSeen job;
  private final PodSeen pod;
  private final Duration timeout;
  private final Exit exit;
  private final Integer exitCode;

  private Evidence(Attempt claimed, JobSeen job, PodSeen pod, Duration timeout) {
    this.claimed = claimed;
    this.job = job;
    this.pod = pod;
    this.timeout = timeout;
    this.exit = exit(job, pod);
    this.exitCode = exitCode();
  }

  /**
   * @param claimed the attempt as it was recorded while it ran
   * @param job ended
   * @param pod null where it is gone
   * @param timeout of an attempt, null where it has none
   * @param now for a Job that does not say when it ended
   */
  public static Attempt judge(
      Attempt claimed, JobSeen job, PodSeen pod, Duration timeout, Instant now) {
    return new Evidence(claimed, job, pod, timeout).judge(now);
  }

  /**
   * Which container has written what a person wants to read of an attempt that has ended: where the
   * step before it failed, a user's own has not begun.
   *
   * @param step what its pod was to do
   */
  public static String logged(Attempt attempt, String step) {
    return attempt.reason() != null && attempt.reason().startsWith(FailedStep.NOT_FETCHED)
        ? FailedStep.FETCH
        : step;
  }

  private Attempt judge(Instant now) {
    AttemptKind kind = kind();
    return new Attempt(
        claimed.file(),
        claimed.number(),
        kind,
        exitCode,
        startedAt(),
        stoppedAt() == null ? now : stoppedAt(),
        pod == null ? claimed.pod() : pod.name(),
        pod == null || pod.node() == null ? claimed.node() : pod.node(),
        Reasons.of(reason(kind)));
  }

  private AttemptKind kind() {
    if (job.end() == End.COMPLETE) {
      return SUCCEEDED;
    }
    if (deadlineExceeded()) {
      return TIMED_OUT;
    }
    if (disrupted()) {
      return DISRUPTED;
    }
    if (exit != null && FailedStep.of(exit).outOfMemory(claimed)) {
      return OUT_OF_MEMORY;
    }
    return grantsRanOut() ? EXPIRED : FAILED;
  }

  private boolean deadlineExceeded() {
    if ("DeadlineExceeded".equals(job.reason())) {
      return true;
    }
    if (pod != null) {
      return "DeadlineExceeded".equals(pod.reason());
    }
    return timeout != null
        && killed()
        && startedAt() != null
        && stoppedAt() != null
        && !stoppedAt().isBefore(startedAt().plus(timeout));
  }

  private boolean killed() {
    return exitCode != null && (exitCode == SIGKILL || exitCode == SIGTERM);
  }

  private boolean disrupted() {
    if (JobMessage.disrupted(job.message()) || missedTheStore()) {
      return true;
    }
    if (pod == null) {
      // of a Job that is there a pod goes only if somebody deletes it
      return exitCode == null || killed();
    }
    return pod.disruption() != null
        || byTheNode()
        || (pod.deleting() && (exitCode == null || killed()));
  }

  private boolean missedTheStore() {
    return exit != null && FailedStep.of(exit).missedTheStore();
  }

  private boolean byTheNode() {
    return pod.reason() != null
        && (CLUSTER.contains(pod.reason()) || SCARCE.matcher(pod.reason()).matches())
        && !DiskLimit.exceeded(pod);
  }

  /**
   * The step says so, and it can be true: grants are renewed while a pod waits, and only the step
   * knows which one it was given.
   */
  private boolean grantsRanOut() {
    return exit != null
        && FailedStep.of(exit).saysItsGrantRanOut()
        && job.grantsExpireAt() != null
        && stoppedAt() != null
        && !stoppedAt().isBefore(job.grantsExpireAt());
  }

  private static Exit exit(JobSeen job, PodSeen pod) {
    return pod != null && pod.exit() != null
        ? pod.exit()
        : JobMessage.exit(job.message()).orElse(null);
  }

  private Integer exitCode() {
    if (job.end() == End.COMPLETE) {
      return 0;
    }
    return exit == null ? null : exit.code();
  }

  private Instant startedAt() {
    if (pod != null && pod.started()) {
      return pod.runningSince() == null ? pod.exit().startedAt() : pod.runningSince();
    }
    return claimed.startedAt() != null || pod != null ? claimed.startedAt() : job.startedAt();
  }

  private Instant stoppedAt() {
    return pod != null && pod.exit() != null && pod.exit().finishedAt() != null
        ? pod.exit().finishedAt()
        : job.endedAt();
  }

  private String reason(AttemptKind kind) {
    return switch (kind) {
      case TIMED_OUT ->
          timeout == null ? "timed out" : "timed out after " + timeout.toSeconds() + " s";
      case OUT_OF_MEMORY -> FailedStep.MEMORY;
      case EXPIRED -> "its grants had run out before it started";
      case DISRUPTED -> disruption();
      case FAILED -> failure();
      case SUCCEEDED, RUNNING, CANCELLED -> "";
    };
  }

  private String disruption() {
    if (missedTheStore()) {
      return FailedStep.of(exit).reason(claimed);
    }
    if (pod == null) {
      return JobMessage.disrupted(job.message()) ? "disrupted by the cluster" : "its pod is gone";
    }
    if (pod.disruption() != null) {
      return "disrupted by the cluster: " + pod.disruption();
    }
    return byTheNode() ? "disrupted by the cluster: " + pod.reason() : "its pod was deleted";
  }

  private String failure() {
    if (pod != null && DiskLimit.exceeded(pod)) {
      return DiskLimit.words(pod);
    }
    if (exit != null && exit.code() != 0) {
      return FailedStep.of(exit).reason(claimed);
    }
    if (pod != null && pod.reason() != null) {
      return Reasons.join(pod.reason(), pod.message());
    }
    return Reasons.join(job.reason(), job.message());
  }
}
