package dev.waybill.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptTest {
  private static final Instant START = Instant.parse("2026-01-23T10:00:00Z");

  @Test
  void an_ended_attempt_is_read_back_whole() {
    var attempt =
        new Attempt(
            17,
            2,
            AttemptKind.FAILED,
            137,
            START,
            START.plusSeconds(60),
            "job-17-2-abcde",
            "node-1",
            "the document is damaged: no end of file");

    assertThat(Attempt.parse(attempt.line())).isEqualTo(attempt);
  }

  @Test
  void what_is_not_known_yet_is_read_back_as_absent() {
    var attempt = new Attempt(0, 1, AttemptKind.RUNNING, null, null, null, null, null, "");

    assertThat(attempt.line()).isEqualTo("0 1 R - - - - -");
    assertThat(Attempt.parse(attempt.line())).isEqualTo(attempt);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "ü", "漢", "😀"})
  void the_longest_attempt_is_at_most_200_bytes_and_cuts_no_character(String letter) {
    var attempt =
        new Attempt(
            9_999_999,
            31,
            AttemptKind.OUT_OF_MEMORY,
            -2_147_483_648,
            START,
            START,
            "p".repeat(63),
            "n".repeat(253),
            letter.repeat(1000));

    byte[] line = attempt.line().getBytes(StandardCharsets.UTF_8);

    assertThat(line).hasSizeBetween(190, 200);
    assertThat(Attempt.parse(attempt.line()).reason()).matches("(" + letter + ")+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1 2 R", "1 2 RR - - - - -", "x 1 R - - - - -", "1 1 Z - - - - -"})
  void a_line_that_is_no_attempt_is_refused(String line) {
    assertThatIllegalArgumentException().isThrownBy(() -> Attempt.parse(line));
  }
}
