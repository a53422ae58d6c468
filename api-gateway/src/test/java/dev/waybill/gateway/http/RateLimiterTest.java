package dev.waybill.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1000);
  private final RateLimiter limiter = new RateLimiter(2, clock::get);

  @Test
  void a_minutes_worth_is_there_at_once_and_no_more() {
    assertThat(limiter.take("a")).isEmpty();
    assertThat(limiter.take("a")).isEmpty();
    assertThat(limiter.take("a")).isPresent();
  }

  @Test
  void keys_do_not_share() {
    limiter.take("a");
    limiter.take("a");
    assertThat(limiter.take("b")).isEmpty();
  }

  @Test
  void whoever_waits_as_long_as_told_gets_its_turn() {
    limiter.take("a");
    limiter.take("a");
    Duration wait = limiter.take("a").orElseThrow();
    assertThat(wait).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(31));
    clock.addAndGet(wait.toNanos() + 1000);
    assertThat(limiter.take("a")).isEmpty();
    assertThat(limiter.take("a")).isPresent();
  }

  @Test
  void a_refused_request_costs_nothing() {
    limiter.take("a");
    limiter.take("a");
    for (int i = 0; i < 10; i++) {
      limiter.take("a");
    }
    clock.addAndGet(Duration.ofSeconds(31).toNanos());
    assertThat(limiter.take("a")).isEmpty();
  }

  @Test
  void what_is_given_back_may_be_taken_again_and_nothing_beyond_a_minutes_worth() {
    limiter.take("a");
    limiter.take("a");
    limiter.giveBack("a");
    assertThat(limiter.take("a")).isEmpty();
    assertThat(limiter.take("a")).isPresent();
    for (int i = 0; i < 5; i++) {
      limiter.giveBack("a");
    }
    assertThat(limiter.take("a")).isEmpty();
    assertThat(limiter.take("a")).isEmpty();
    assertThat(limiter.take("a")).isPresent();
  }

  @Test
  void a_rest_longer_than_a_minute_saves_nothing_up() {
    limiter.take("a");
    clock.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(limiter.take("a")).isEmpty();
    assertThat(limiter.take("a")).isEmpty();
    assertThat(limiter.take("a")).isPresent();
  }
}
