package dev.waybill.operator.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.operator.pod.BackOff;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
  private static final Instant END = Instant.parse("2026-03-01T10:00:00Z");
  private static final BackOff BACK_OFF =
      new BackOff(Duration.ofSeconds(10), Duration.ofMinutes(5));

  /** Attempts are one letter each: S F T O D E X as in a slice's status. */
  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          S                     | 1 | completed
          FS                    | 2 | completed
          F                     | 1 | failed: why
          F                     | 2 | again after 10 s
          FF                    | 2 | failed: why (after 2 attempts)
          FF                    | 3 | again after 20 s
          FFFFFFF               | 10| again after 300 s
          O                     | 1 | failed: why
          O                     | 2 | again after 10 s
          T                     | 5 | failed: why
          FT                    | 5 | failed: why
          X                     | 5 | aborted
          D                     | 1 | again after 10 s
          DD                    | 1 | again after 20 s
          DF                    | 1 | failed: why
          DF                    | 2 | again after 10 s
          FD                    | 2 | again after 10 s
          E                     | 1 | again after 0 s
          EF                    | 1 | failed: why
          DDDDDDDDDDDDDDDDDDDD  | 1 | again after 300 s
          DDDDDDDDDDDDDDDDDDDDD | 1 | failed: disrupted too often: why
          EEEEEEEEEEEEEEEEEEEED | 1 | failed: disrupted too often: why
          """)
  void what_comes_after(String attempts, int allowed, String next) {
    assertThat(words(new RetryPolicy(allowed, BACK_OFF).after(history(attempts)))).isEqualTo(next);
  }

  @Test
  void an_attempt_that_runs_is_not_judged() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(1, BACK_OFF).after(history("R")));
  }

  private static List<Attempt> history(String kinds) {
    return IntStream.range(0, kinds.length())
        .mapToObj(
            at ->
                new Attempt(
                    0, at + 1, AttemptKind.of(kinds.charAt(at)), null, null, END, "p", "n", "why"))
        .toList();
  }

  private static String words(RetryPolicy.Next next) {
    return switch (next) {
      case RetryPolicy.Next.Completed() -> "completed";
      case RetryPolicy.Next.Aborted() -> "aborted";
      case RetryPolicy.Next.Failed(String reason) -> "failed: " + reason;
      case RetryPolicy.Next.Again(Instant from, String reason) ->
          "again after " + Duration.between(END, from).toSeconds() + " s";
    };
  }
}
