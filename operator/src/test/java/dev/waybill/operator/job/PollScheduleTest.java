package dev.waybill.operator.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PollScheduleTest {
  private static final Instant SINCE = Instant.parse("2026-05-01T12:00:00Z");
  private static final Instant DEADLINE = SINCE.plus(Duration.ofHours(3));

  @Test
  void during_the_first_hour_no_two_looks_are_15_seconds_apart() {
    for (Instant now = SINCE; now.isBefore(SINCE.plus(Duration.ofHours(1))); ) {
      Instant next = PollSchedule.next(SINCE, now, DEADLINE);
      assertThat(Duration.between(now, next)).isPositive().isLessThan(Duration.ofSeconds(15));
      now = next;
    }
  }

  @Test
  void it_backs_off() {
    Duration early = Duration.between(SINCE, PollSchedule.next(SINCE, SINCE, DEADLINE));
    Instant late = SINCE.plus(Duration.ofHours(2));

    assertThat(Duration.between(late, PollSchedule.next(SINCE, late, DEADLINE)))
        .isGreaterThan(early.multipliedBy(10));
  }

  @Test
  void the_last_look_falls_on_the_deadline() {
    assertThat(PollSchedule.next(SINCE, DEADLINE.minusSeconds(1), DEADLINE)).isEqualTo(DEADLINE);
  }

  @Test
  void looks_of_all_jobs_together_keep_to_the_budget() {
    HeadBudget budget = new HeadBudget(10);

    assertThat(budget.take(SINCE)).isEqualTo(SINCE);
    assertThat(budget.take(SINCE)).isEqualTo(SINCE.plusMillis(100));
    assertThat(budget.take(SINCE)).isEqualTo(SINCE.plusMillis(200));
    assertThat(budget.take(SINCE.plusSeconds(5))).isEqualTo(SINCE.plusSeconds(5));
  }
}
