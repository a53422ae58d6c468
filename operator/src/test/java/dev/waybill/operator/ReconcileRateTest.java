package dev.waybill.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconcileRateTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = START;

  /** Times are milliseconds; what is refused says how long it has to wait. */
  @ParameterizedTest(name = "at {0}: {1}")
  @CsvSource({
    "0 0 0, yes yes yes",
    "0 0 0 0, yes yes yes 1000",
    "0 0 0 400, yes yes yes 600",
    "0 0 0 1000, yes yes yes yes",
    "0 0 0 1000 1000, yes yes yes yes 1000",
    "0 0 0 1000 2000 3000 4000, yes yes yes yes yes yes yes",
    "0 0 0 500 1000 1500 2000, yes yes yes 500 yes 500 yes",
    "0 0 0 3000 3000 3000 3000, yes yes yes yes yes yes 1000",
    "0 500 1000 1500, yes yes yes yes",
    "0 60000 60000 60000 60000, yes yes yes yes 1000",
  })
  void once_a_second_in_the_long_run_and_three_times_at_once_after_a_rest(
      String times, String answers) {
    ReconcileRate rate = new ReconcileRate(Duration.ofSeconds(1), 3, () -> now);
    ReconcileRate.Due due = rate.initState();

    String seen =
        Arrays.stream(times.split(" "))
            .map(
                at -> {
                  now = START.plusMillis(Long.parseLong(at));
                  return rate.isLimited(due)
                      .map(wait -> Long.toString(wait.toMillis()))
                      .orElse("yes");
                })
            .reduce((all, next) -> all + " " + next)
            .orElseThrow();

    assertThat(seen).isEqualTo(answers);
  }
}
