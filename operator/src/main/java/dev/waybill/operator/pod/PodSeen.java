package dev.waybill.operator.pod;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a LIST told of an attempt's pod.
 *
 * @param jobUid of the Job that owns it, null where none does
 * @param node null until it is scheduled
 * @param phase of Kubernetes: Pending, Running, Succeeded, Failed, Unknown
 * @param reason of the pod itself: DeadlineExceeded, Evicted, …; null as a rule
 * @param disruption reason of its true DisruptionTarget condition, null where it has none
 * @param unscheduled why the scheduler has found no node, null where it has or has not tried
 * @param waiting why the container that is due does not start, null where it does
 * @param runningSince when the container that does the work started, null while it has not
 * @param delivery of what a user's container writes; null of the built-in worker's pod
 * @param exit how its last container ended, or the first that failed; null while it goes on
 * @param life what bounds the pod itself
 */
public record PodSeen(
    String name,
    String jobUid,
    String node,
    String phase,
    String reason,
    String message,
    boolean deleting,
    String disruption,
    Words unscheduled,
    Words waiting,
    Instant runningSince,
    Delivery delivery,
    Exit exit,
    Life life) {

  /** A reason in CamelCase and its message. */
  public record Words(String reason, String message) {}

  /**
   * How a container ended.
   *
   * @param container its name: {@code document}, {@code fetch}, {@code work}, {@code deliver}, …
   * @param message what it wrote to its termination log
   */
  public record Exit(
      String container,
      int code,
      String reason,
      String message,
      Instant startedAt,
      Instant finishedAt) {}

  /**
   * What bounds a pod.
   *
   * @param admittedAt when its node took it up, null before
   * @param deadlineSeconds after that, null where there is no deadline
   * @param goneAt when it should be gone, its grace over; null while nobody deletes it
   */
  public record Life(Instant admittedAt, Long deadlineSeconds, Instant goneAt) {}

  /**
   * The step after a user's container.
   *
   * @param dueSince when that one ended, null while it has not
   * @param begun whether the step has
   */
  public record Delivery(Instant dueSince, boolean begun) {}

  /** When the user's container ended, while the step after it has not begun; null as a rule. */
  public Instant deliveryDueSince() {
    return delivery == null || delivery.begun() ? null : delivery.dueSince();
  }

  /** Whether its work has started, or will never. */
  public boolean started() {
    return runningSince != null || exit != null;
  }

  /** Whether a step of it has still to begin. */
  boolean toStart() {
    return exit == null && (runningSince == null || deliveryDueSince() != null);
  }

  public static PodSeen of(Pod pod) {
    PodStatus status = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
    Containers containers = Containers.of(status);
    return new PodSeen(
        pod.getMetadata().getName(),
        pod.getMetadata().getOwnerReferences().stream()
            .map(OwnerReference::getUid)
            .findFirst()
            .orElse(null),
        pod.getSpec() == null ? null : pod.getSpec().getNodeName(),
        status.getPhase(),
        status.getReason(),
        status.getMessage(),
        pod.getMetadata().getDeletionTimestamp() != null,
        condition(status.getConditions(), "DisruptionTarget", "True")
            .map(Words::reason)
            .orElse(null),
        condition(status.getConditions(), "PodScheduled", "False").orElse(null),
        containers.waiting().orElse(null),
        containers.workingSince().orElse(null),
        containers.delivery().orElse(null),
        containers.exit().orElse(null),
        new Life(
            Times.parse(status.getStartTime()),
            pod.getSpec() == null ? null : pod.getSpec().getActiveDeadlineSeconds(),
            Times.parse(pod.getMetadata().getDeletionTimestamp())));
  }

  private static Optional<Words> condition(List<PodCondition> all, String type, String status) {
    return all.stream()
        .filter(one -> type.equals(one.getType()) && status.equals(one.getStatus()))
        .map(one -> new Words(one.getReason() == null ? type : one.getReason(), one.getMessage()))
        .findFirst();
  }
}
