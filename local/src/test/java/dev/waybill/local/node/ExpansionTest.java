package dev.waybill.local.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpansionTest {
  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "$(A), one",
    "$$(A), $(A)",
    "$$$(A), $one",
    "$(B), $(B)",
    "$A, $A",
    "$(A, $(A",
    "x$, x$",
    "$$, $",
    "a$(A)b$(A), aonebone"
  })
  void a_value_is_expanded_as_kubernetes_does(String value, String expanded) {
    assertThat(Expansion.of(value, Map.of("A", "one"))).isEqualTo(expanded);
  }
}
