package dev.waybill.storage.grant;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often a call is tried, and how long between.
 *
 * @param attempts in all
 * @param first pause, doubled each time
 */
record Retry(int attempts, Duration first) {
  static final Retry DEFAULT = new Retry(5, Duration.ofMillis(250));

  /** Half to all of the pause, so that a burst of pods does not come back at once. */
  Duration pause(int failed) {
    long longest = first.toMillis() << failed - 1;
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
  }
}
