package dev.waybill.operator.pod;

import dev.waybill.operator.pod.PodSeen.Delivery;
import dev.waybill.operator.pod.PodSeen.Exit;
import dev.waybill.operator.pod.PodSeen.Words;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a pod's containers tell, one after another: its init containers in their order, then its
 * last. Others that a cluster puts beside ours (a mesh's proxy) are listened to when they fail.
 */
record Containers(List<ContainerStatus> first, List<ContainerStatus> main) {
  private static final Set<String> LAST = Set.of("document", "deliver", "collect");
  private static final Set<String> BEFORE = Set.of(FailedStep.FETCH, AttemptJob.WORK);

  static Containers of(PodStatus status) {
    return new Containers(status.getInitContainerStatuses(), status.getContainerStatuses());
  }

  /** Why the one that is due does not start. */
  Optional<Words> waiting() {
    return all()
        .map(container -> state(container).getWaiting())
        .filter(Objects::nonNull)
        .findFirst()
        .map(waiting -> new Words(waiting.getReason(), waiting.getMessage()));
  }

  /** Where there is a user's. */
  Optional<Delivery> delivery() {
    boolean begun =
        last()
            .map(Containers::state)
            .filter(state -> state.getRunning() != null || state.getTerminated() != null)
            .isPresent();
    return users().map(user -> new Delivery(endedAt(user), begun));
  }

  /** When the one that does the work started. */
  Optional<Instant> workingSince() {
    return users()
        .or(this::last)
        .map(Containers::state)
        .map(
            state ->
                state.getRunning() != null
                    ? state.getRunning().getStartedAt()
                    : state.getTerminated() == null ? null : state.getTerminated().getStartedAt())
        .map(Times::parse);
  }

  /**
   * Of the first of ours that failed, else of the last once it has ended, else of the first that
   * failed: until then the pod goes on. What stands beside ours fails as it is told to end
   * (Kubernetes, sidecars).
   */
  Optional<Exit> exit() {
    return failed()
        .filter(container -> ours(container.getName()))
        .findFirst()
        .or(() -> last().filter(container -> state(container).getTerminated() != null))
        .or(failed()::findFirst)
        .map(container -> exit(container.getName(), state(container).getTerminated()));
  }

  private static boolean ours(String name) {
    return BEFORE.contains(name) || LAST.contains(name);
  }

  private Stream<ContainerStatus> failed() {
    return all().filter(container -> failed(state(container).getTerminated()));
  }

  private Optional<ContainerStatus> users() {
    return first.stream()
        .filter(container -> AttemptJob.WORK.equals(container.getName()))
        .findFirst();
  }

  private Stream<ContainerStatus> all() {
    return Stream.of(first, main).flatMap(List::stream);
  }

  private Optional<ContainerStatus> last() {
    return main.stream()
        .filter(container -> LAST.contains(container.getName()))
        .findFirst()
        .or(() -> main.stream().findFirst());
  }

  private static Instant endedAt(ContainerStatus container) {
    ContainerStateTerminated end = state(container).getTerminated();
    return end == null ? null : Times.parse(end.getFinishedAt());
  }

  private static ContainerState state(ContainerStatus container) {
    return container.getState() == null ? new ContainerState() : container.getState();
  }

  private static boolean failed(ContainerStateTerminated end) {
    return end != null && !Integer.valueOf(0).equals(end.getExitCode());
  }

  private static Exit exit(String container, ContainerStateTerminated end) {
    return new Exit(
        container,
        end.getExitCode() == null ? -1 : end.getExitCode(),
        end.getReason(),
        end.getMessage(),
        Times.parse(end.getStartedAt()),
        Times.parse(end.getFinishedAt()));
  }
}
