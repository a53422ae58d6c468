package dev.waybill.gateway.jobs;

import dev.waybill.crds.ContainerLog;
import dev.waybill.crds.Waybill;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The pod of one attempt. Pure.
 *
 * @param job name of its ProcessingJob
 */
record AttemptPod(String job, int file, int attempt) {
  /** The step whose container is a user's own; every other pod has one container of ours. */
  private static final String WORK = "work";

  private static final String DOCUMENT = "document";

  Map<String, String> labels() {
    return Map.of(
        Waybill.JOB_LABEL, job,
        Waybill.FILE_INDEX_LABEL, Integer.toString(file),
        Waybill.ATTEMPT_LABEL, Integer.toString(attempt));
  }

  /** Of its Kubernetes Job. */
  private String name() {
    return job + "-" + file + "-" + attempt;
  }

  /**
   * Its log; empty where it has written none yet.
   *
   * @param pods that bear the labels, which anybody who may make pods can write
   */
  Optional<ContainerLog> log(List<Pod> pods) {
    return pods.stream().filter(this::owned).flatMap(pod -> place(pod).stream()).findFirst();
  }

  private boolean owned(Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> "Job".equals(owner.getKind()) && name().equals(owner.getName()));
  }

  private static Optional<ContainerLog> place(Pod pod) {
    String step = pod.getMetadata().getLabels().get(Waybill.STEP_LABEL);
    String container = WORK.equals(step) ? WORK : DOCUMENT;
    return statuses(pod)
        .filter(status -> container.equals(status.getName()) && hasWritten(status))
        .map(status -> log(pod.getMetadata(), container))
        .findFirst();
  }

  private static ContainerLog log(ObjectMeta pod, String container) {
    return new ContainerLog(pod.getNamespace(), pod.getName(), container);
  }

  private static Stream<ContainerStatus> statuses(Pod pod) {
    return pod.getStatus() == null
        ? Stream.empty()
        : Stream.concat(
            pod.getStatus().getInitContainerStatuses().stream(),
            pod.getStatus().getContainerStatuses().stream());
  }

  private static boolean hasWritten(ContainerStatus status) {
    var state = status.getState();
    return state != null && (state.getRunning() != null || state.getTerminated() != null);
  }
}
