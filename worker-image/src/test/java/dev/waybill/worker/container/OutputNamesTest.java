package dev.waybill.worker.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"a.txt", ".hidden", "a b", "übersicht.csv", "…", "...", "C:x", "$x", "{}", "日本"})
  void ordinary_names_are_kept(String name) {
    assertThat(OutputNames.refusal(name)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a\tb,its name holds control characters",
        "a\u001b[1m,its name holds control characters",
        "a\u202eb,its name holds control characters",
        "a\\b,its name holds a backslash",
        "..\\..\\b,its name holds a backslash",
        "${filename},its name holds ${",
        " a,its name begins or ends with a blank",
        "a ,its name begins or ends with a blank",
        "a\uFFFDb,its name is not UTF-8",
      })
  void names_that_not_every_store_or_machine_can_hold_are_refused(String name, String reason) {
    assertThat(OutputNames.refusal(name)).isEqualTo(reason);
  }

  @Test
  void a_carriage_return_cannot_end_a_field_of_the_form() {
    assertThat(OutputNames.refusal("a\r\n--x")).isEqualTo("its name holds control characters");
  }
}
