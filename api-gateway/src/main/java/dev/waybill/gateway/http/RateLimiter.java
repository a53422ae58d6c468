package dev.waybill.gateway.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * A token bucket for each key: a minute's worth at once, refilled evenly. Buckets that are full
 * again are forgotten, so it holds no more than the keys of the last minute.
 */
public final class RateLimiter {
  private static final int SWEEP_AT = 10_000;

  private final double perNano;
  private final int burst;
  private final LongSupplier nanos;
  private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();

  /**
   * @param nanos a clock such as {@link System#nanoTime}
   */
  public RateLimiter(int perMinute, LongSupplier nanos) {
    this.burst = perMinute;
    this.perNano = perMinute / (double) Duration.ofMinutes(1).toNanos();
    this.nanos = nanos;
  }

  /** Empty where the key may go on, else how long it must wait. */
  public Optional<Duration> take(String key) {
    long now = nanos.getAsLong();
    if (buckets.size() > SWEEP_AT) {
      buckets.values().removeIf(bucket -> bucket.at(now, this).tokens() >= burst);
    }
    Bucket after =
        buckets.compute(
            key,
            (k, old) -> (old == null ? new Bucket(burst, now, true) : old.at(now, this)).take());
    return after.granted()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos((long) ((1 - after.tokens()) / perNano)));
  }

  /** As if the last {@link #take} had not been. */
  public void giveBack(String key) {
    buckets.computeIfPresent(
        key, (k, old) -> new Bucket(Math.min(burst, old.tokens() + 1), old.since(), true));
  }

  private record Bucket(double tokens, long since, boolean granted) {
    Bucket at(long now, RateLimiter limiter) {
      double refilled = tokens + (now - since) * limiter.perNano;
      return new Bucket(Math.min(limiter.burst, refilled), now, granted);
    }

    Bucket take() {
      return tokens >= 1 ? new Bucket(tokens - 1, since, true) : new Bucket(tokens, since, false);
    }
  }
}
