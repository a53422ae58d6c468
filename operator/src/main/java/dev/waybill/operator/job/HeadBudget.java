package dev.waybill.operator.job;

import java.time.Duration;
import java.time.Instant;

/** So many looks a second over all jobs, spread evenly. Thread-safe. */
final class HeadBudget {
  private final Duration spacing;
  private Instant next = Instant.MIN;

  HeadBudget(int perSecond) {
    spacing = Duration.ofSeconds(1).dividedBy(perSecond);
  }

  /** How long who asks now would have to wait. */
  synchronized Duration behind(Instant now) {
    return next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO;
  }

  /** Takes the next free moment, {@code now} or later. */
  synchronized Instant take(Instant now) {
    Instant slot = next.isAfter(now) ? next : now;
    next = slot.plus(spacing);
    return slot;
  }
}
