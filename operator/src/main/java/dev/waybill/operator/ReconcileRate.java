package dev.waybill.operator;

import dev.waybill.operator.ReconcileRate.Due;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimiter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How often one resource is reconciled: once an interval in the long run, so that what happens
 * meanwhile is told in one status write, but a few times at once after a rest, so that a new job
 * does not wait between its first steps. (JOSDK's LinearRateLimiter knows no rest, and names the
 * time that has passed as the time to wait.)
 *
 * @param burst reconciles at once, at least 1
 */
record ReconcileRate(Duration interval, int burst, InstantSource clock)
    implements RateLimiter<Due> {

  /** When the reconciles so far would have been used up, had they come one by one. */
  static final class Due implements RateLimiter.RateLimitState {
    private Instant at = Instant.EPOCH;
  }

  @Override
  public Optional<Duration> isLimited(RateLimitState state) {
    Due due = (Due) state;
    Instant now = clock.instant();
    Instant from = due.at.minus(interval.multipliedBy(burst - 1L));
    if (now.isBefore(from)) {
      return Optional.of(Duration.between(now, from));
    }
    due.at = (due.at.isAfter(now) ? due.at : now).plus(interval);
    return Optional.empty();
  }

  @Override
  public Due initState() {
    return new Due();
  }
}
