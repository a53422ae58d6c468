package dev.waybill.operator.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operator.pod.PodSeen.Delivery;
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
        Deadline.lowered(
            pod(started, made, null),
            timeout == null ? null : Duration.ofSeconds(timeout),
            ADMITTED.plusSeconds(1000));

    assertThat(seconds.isPresent() ? seconds.getAsLong() : null).isEqualTo(lowered);
  }

  @ParameterizedTest(name = "now {0} s, work ended after {1} s, deadline {2}: {3}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          20,  -,   4260, 670
          84,  -,   670,  -
          85,  -,   670,  70
          900, -,   70,   -
          900, 69,  670,  -
          900, 69,  4260, 670
          """)
  void what_a_users_container_wrote_is_delivered_when_its_time_is_over_and_its_work_ended(
      long now, Long ended, Long deadline, Long lowered) {
    Instant end = ended == null ? null : ADMITTED.plusSeconds(ended);

    OptionalLong seconds =
        Deadline.lowered(
            pod(10, deadline, new Delivery(end, ended != null)),
            Duration.ofSeconds(60),
            ADMITTED.plusSeconds(now));

    assertThat(seconds.isPresent() ? seconds.getAsLong() : null).isEqualTo(lowered);
  }

  @Test
  void a_pod_is_made_with_room_for_its_start_and_for_a_delivery() {
    Duration minute = Duration.ofSeconds(60);

    assertThat(Deadline.ceiling(minute, Duration.ofHours(1), false)).isEqualTo(3660);
    assertThat(Deadline.ceiling(minute, Duration.ofHours(1), true)).isEqualTo(4260);
    assertThat(Deadline.ceiling(null, Duration.ofHours(1), true)).isNull();
  }

  private static PodSeen pod(Integer started, Long made, Delivery delivery) {
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
        delivery,
        null,
        new Life(ADMITTED, made, null));
  }
}
