package dev.waybill.operator.job;

import java.time.Duration;
import java.time.Instant;

/**
 * When an upload is looked for: an upload of the first hour is seen within 15 s, of which the limit
 * on all jobs' looks together may take the rest.
 */
final class PollSchedule {
  private PollSchedule() {}

  /**
   * The next look after one at {@code now}.
   *
   * @param since when waiting began
   * @param deadline when it ends; a look falls on it
   */
  static Instant next(Instant since, Instant now, Instant deadline) {
    Instant next = now.plus(interval(Duration.between(since, now)));
    return deadline.isAfter(now) && next.isAfter(deadline) ? deadline : next;
  }

  private static Duration interval(Duration waited) {
    if (waited.compareTo(Duration.ofMinutes(1)) < 0) {
      return Duration.ofSeconds(1);
    }
    if (waited.compareTo(Duration.ofMinutes(10)) < 0) {
      return Duration.ofSeconds(5);
    }
    return Duration.ofSeconds(waited.compareTo(Duration.ofHours(1)) < 0 ? 10 : 30);
  }
}
