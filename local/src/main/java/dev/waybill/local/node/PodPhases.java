package dev.waybill.local.node;

import dev.waybill.local.pool.Ended;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateTerminatedBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A pod's status at each point of its life, in a kubelet's words. Pure. */
final class PodPhases {
  private static final int LOST = 137;

  private PodPhases() {}

  static PodStatus waiting(Pod pod, String reason, String message, Instant now) {
    ContainerState state = new ContainerStateBuilder().withNewWaiting(message, reason).build();
    return status(pod, "Pending", state, now).build();
  }

  static PodStatus running(Pod pod, Instant now) {
    ContainerState state = new ContainerStateBuilder().withNewRunning(text(now)).build();
    return status(pod, "Running", state, now).withStartTime(text(now)).build();
  }

  /**
   * @param atDeadline whether it was killed for its activeDeadlineSeconds
   * @param startedAt when its process started
   */
  static PodStatus ended(Pod pod, Ended ended, boolean atDeadline, Instant startedAt, Instant now) {
    String message = ended.message() == null || ended.message().isEmpty() ? null : ended.message();
    ContainerState state =
        terminated(ended.exitCode(), reason(ended), message, text(startedAt), now);
    String phase = ended.exitCode() == 0 ? "Succeeded" : "Failed";
    PodStatusBuilder status = status(pod, phase, state, now).withStartTime(text(startedAt));
    if (atDeadline) {
      status
          .withReason("DeadlineExceeded")
          .withMessage("Pod was active on the node longer than the specified deadline");
    }
    return status.build();
  }

  /** Of a pod that ended with the process that ran it, which is not the document's failure. */
  static PodStatus disrupted(Pod pod, Instant now) {
    String message = "The container could not be located when the pod was terminated";
    String startedAt = pod.getStatus().getStartTime();
    ContainerState state = terminated(LOST, "ContainerStatusUnknown", message, startedAt, now);
    PodCondition disruption =
        condition("DisruptionTarget", now)
            .withReason("TerminationByKubelet")
            .withMessage("Pod was terminated with the process that ran it.")
            .build();
    return status(pod, "Failed", state, now)
        .withReason("Terminated")
        .withMessage(disruption.getMessage())
        .withStartTime(startedAt)
        .addToConditions(disruption)
        .build();
  }

  /** Of a pod that this node will never run: there is no exit code, for nothing was started. */
  static PodStatus notRunnable(String message) {
    return new PodStatusBuilder()
        .withPhase("Failed")
        .withReason("NotRunnable")
        .withMessage(message)
        .build();
  }

  private static String reason(Ended ended) {
    return switch (ended.cause()) {
      case OUT_OF_MEMORY -> "OOMKilled";
      case EXIT, KILL -> ended.exitCode() == 0 ? "Completed" : "Error";
    };
  }

  private static ContainerState terminated(
      int exitCode, String reason, String message, String startedAt, Instant now) {
    ContainerStateTerminated end =
        new ContainerStateTerminatedBuilder()
            .withExitCode(exitCode)
            .withReason(reason)
            .withMessage(message)
            .withStartedAt(startedAt)
            .withFinishedAt(text(now))
            .build();
    return new ContainerStateBuilder().withTerminated(end).build();
  }

  private static PodStatusBuilder status(Pod pod, String phase, ContainerState state, Instant now) {
    var container = pod.getSpec().getContainers().getFirst();
    ContainerStatus containerStatus =
        new ContainerStatusBuilder()
            .withName(container.getName())
            .withImage(container.getImage())
            .withImageID("")
            .withRestartCount(0)
            .withReady(state.getRunning() != null)
            .withStarted(state.getRunning() != null)
            .withState(state)
            .build();
    return new PodStatusBuilder()
        .withPhase(phase)
        .withHostIP("127.0.0.1")
        .addToConditions(condition("PodScheduled", now).build())
        .withContainerStatuses(containerStatus);
  }

  private static PodConditionBuilder condition(String type, Instant now) {
    return new PodConditionBuilder()
        .withType(type)
        .withStatus("True")
        .withLastTransitionTime(text(now));
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
