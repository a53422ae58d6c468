package dev.waybill.operator.pod;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * A pod's deadline counts from when its node took it up, an attempt's timeout from when its work
 * started. So a pod is made with a ceiling, and its deadline lowered once the work runs: a deadline
 * may be lowered, never raised.
 */
public final class Deadline {
  private Deadline() {}

  /**
   * @param timeout of an attempt, null where it has none: then a pod has no deadline either
   * @param startLimit how long the work may take to start
   * @return seconds; null: none
   */
  public static Long ceiling(Duration timeout, Duration startLimit) {
    return timeout == null ? null : timeout.plus(startLimit).toSeconds();
  }

  /**
   * What a pod's {@code activeDeadlineSeconds} has to be lowered to, now that its work runs; empty
   * where it is right already, or does not matter.
   */
  public static OptionalLong lowered(PodSeen pod, Duration timeout) {
    Instant admitted = pod.life().admittedAt();
    boolean works = pod.runningSince() != null && pod.exit() == null;
    if (timeout == null || admitted == null || !works) {
      return OptionalLong.empty();
    }
    long started = Math.max(0, Duration.between(admitted, pod.runningSince()).toSeconds());
    long wanted = started + timeout.toSeconds();
    Long current = pod.life().deadlineSeconds();
    return current != null && current <= wanted ? OptionalLong.empty() : OptionalLong.of(wanted);
  }
}
