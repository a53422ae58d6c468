package dev.waybill.storage.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {
  private static final Retry RETRY = new Retry(100, Duration.ofMillis(200), Duration.ofSeconds(1));

  @ParameterizedTest
  @CsvSource({"1, 100, 200", "2, 200, 400", "3, 400, 800", "4, 500, 1000", "99, 500, 1000"})
  void a_pause_is_doubled_up_to_the_longest_and_half_of_it_is_left_to_chance(
      int failed, long least, long most) {
    assertThat(RETRY.pause(failed)).isBetween(Duration.ofMillis(least), Duration.ofMillis(most));
  }
}
