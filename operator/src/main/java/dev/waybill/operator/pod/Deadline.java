package dev.waybill.operator.pod;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * A pod's deadline counts from when its node took it up, an attempt's timeout from when its work
 * started. So a pod is made with a ceiling, and its deadline lowered once the work runs: a deadline
 * may be lowered, never raised. What a user's container has written is delivered after its work,
 * and in time of its own: there the pod's deadline leaves room for that, and is lowered again where
 * the work goes on when the timeout is over. It is always the node's clock that ends a pod.
 */
public final class Deadline {
  /** More than ten gigabytes take over a slow line, or a store is away for. */
  private static final Duration DELIVERY = Duration.ofMinutes(10);

  /**
   * Work that is over its timeout by so much goes on although it should not; clocks of a cluster do
   * not differ by more.
   */
  public static final Duration SLACK = Duration.ofSeconds(15);

  private Deadline() {}

  /**
   * @param timeout of an attempt, null where it has none: then a pod has no deadline either
   * @param startLimit how long the work may take to start
   * @param delivers whether what a user's container writes is delivered after it
   * @return seconds; null: none
   */
  public static Long ceiling(Duration timeout, Duration startLimit, boolean delivers) {
    return timeout == null
        ? null
        : timeout.plus(startLimit).plus(delivers ? DELIVERY : Duration.ZERO).toSeconds();
  }

  /**
   * What a pod's {@code activeDeadlineSeconds} has to be lowered to, now that its work runs; empty
   * where it is right already, or does not matter.
   */
  public static OptionalLong lowered(PodSeen pod, Duration timeout, Instant now) {
    Instant admitted = pod.life().admittedAt();
    boolean works = pod.runningSince() != null && pod.exit() == null;
    if (timeout == null || admitted == null || !works) {
      return OptionalLong.empty();
    }
    long started = Math.max(0, Duration.between(admitted, pod.runningSince()).toSeconds());
    long wanted = started + timeout.toSeconds();
    if (pod.delivery() != null && !overdue(pod, timeout, now)) {
      wanted += DELIVERY.toSeconds();
    }
    Long current = pod.life().deadlineSeconds();
    return current != null && current <= wanted ? OptionalLong.empty() : OptionalLong.of(wanted);
  }

  private static boolean overdue(PodSeen pod, Duration timeout, Instant now) {
    return pod.delivery().dueSince() == null
        && !now.isBefore(pod.runningSince().plus(timeout).plus(SLACK));
  }
}
