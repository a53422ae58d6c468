package dev.waybill.operator.pod;

import dev.waybill.operator.pod.PodSeen.Words;
import java.util.Optional;
import java.util.Set;

/** Why an attempt's pod does not start, where that is more than a moment's matter. */
public final class WaitingReason {
  /** What a container goes through on its way to a start, and nobody needs to be told. */
  private static final Set<String> ON_THE_WAY = Set.of("ContainerCreating", "PodInitializing");

  private WaitingReason() {}

  public static Optional<String> of(PodSeen pod) {
    if (pod.started() || !"Pending".equals(pod.phase())) {
      return Optional.empty();
    }
    Words words = pod.unscheduled() == null ? pod.waiting() : pod.unscheduled();
    return Optional.ofNullable(words)
        .filter(known -> known.reason() != null && !ON_THE_WAY.contains(known.reason()))
        .map(known -> waiting(Reasons.join(known.reason(), known.message())));
  }

  /** The same for a Job whose pod, or for an attempt whose Job, cannot be made. */
  public static String notMade(String why) {
    return waiting(Reasons.join("FailedCreate", why));
  }

  private static String waiting(String words) {
    return "waiting: " + Reasons.of(words);
  }
}
