package dev.waybill.operator.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operator.pod.PodSeen.Life;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {
  private static final Instant ADMITTED = Instant.parse("2026-03-01T10:00:00Z");

  @ParameterizedTest(name = "started after {0} s, timeout {1} s, made with {2}: {3}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          0,   60, 3660, 60
          100, 60, 3660, 160
          100, 60, -,    160
          100, 60, 160,  -
          100, 60, 90,   -
          100, -,  -,    -
          -,   60, 3660, -
          -5,  60, 3660, 60
          """)
  void a_deadline_is_lowered_to_where_the_timeout_ends(
      Integer started, Integer timeout, Long made, Long lowered) {
    OptionalLong seconds =
        Deadline.lowered(pod(started, made), timeout == null ? null : Duration.ofSeconds(timeout));

    assertThat(seconds.isPresent() ? seconds.getAsLong() : null).isEqualTo(lowered);
  }

  @Test
  void a_pod_is_made_with_room_for_its_start() {
    assertThat(Deadline.ceiling(Duration.ofSeconds(60), Duration.ofHours(1))).isEqualTo(3660);
    assertThat(Deadline.ceiling(null, Duration.ofHours(1))).isNull();
  }

  private static PodSeen pod(Integer started, Long made) {
    Instant running = started == null ? null : ADMITTED.plusSeconds(started);
    return new PodSeen(
        "p",
        "u",
        "n",
        "Running",
        null,
        null,
        false,
        null,
        null,
        null,
        running,
        null,
        null,
        new Life(ADMITTED, made, null));
  }
}
