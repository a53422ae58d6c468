package dev.waybill.operator.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.crds.ProcessingJobSpec.OnOutOfMemory;
import dev.waybill.crds.ProcessingJobSpec.RetryStrategy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthPolicyTest {
  /** Attempts are one letter each: S F T O D E X as in a slice's status. */
  @ParameterizedTest(name = "{0} after {1}: {2}")
  @CsvSource({
    "Grow, '', 0",
    "Grow, O, 1",
    "Grow, OO, 2",
    "Grow, ODFO, 2",
    "Grow, FTDEX, 0",
    "Grow, OR, 1",
    "Fail, OO, 0",
    ", OO, 0",
  })
  void only_what_ran_out_of_memory_asks_for_more(
      OnOutOfMemory onOutOfMemory, String attempts, int times) {
    assertThat(GrowthPolicy.times(new RetryStrategy(10, onOutOfMemory), history(attempts)))
        .isEqualTo(times);
  }

  @Test
  void a_job_without_a_strategy_does_not_grow() {
    assertThat(GrowthPolicy.times(null, history("O"))).isZero();
  }

  private static List<Attempt> history(String kinds) {
    return kinds
        .chars()
        .mapToObj(
            kind ->
                new Attempt(0, 1, AttemptKind.of((char) kind), null, null, null, null, null, ""))
        .toList();
  }
}
