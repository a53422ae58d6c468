package dev.waybill.storage.grant;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often a call is tried, and how long between.
 *
 * @param attempts in all
 * @param first pause, doubled each time
 * @param longest pause
 */
record Retry(int attempts, Duration first, Duration longest) {
  /**
   * One to two minutes: a store that is rolled is back by then, and who waits may be about to
   * deliver the work of hours.
   */
  static final Retry DEFAULT = new Retry(14, Duration.ofMillis(250), Duration.ofSeconds(15));

  private static final int MOST_DOUBLINGS = 30;

  /** Half to all of the pause, so that a burst of pods does not come back at once. */
  Duration pause(int failed) {
    long doubled = first.toMillis() << Math.min(failed - 1, MOST_DOUBLINGS);
    long most = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
  }
}
