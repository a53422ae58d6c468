package dev.waybill.operator.pod;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastLinesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      nullValues = "null",
      textBlock =
          """
          null                  > ''
          ''                    > ''
          '/ / '                > ''
          one                   > one
          one/two/              > one | two
          ' one // two '        > one | two
          eleven char/nine char > nine char
          a/eleven char/bc      > eleven char | bc
          0123456789abcdefghi   > …456789abcdefghi
          x/0123456789abcdefghi > …456789abcdefghi
          """)
  void the_end_is_kept_line_by_line(String text, String shown) {
    assertThat(LastLines.of(text == null ? null : text.replace('/', '\n'), 16)).isEqualTo(shown);
  }

  @Test
  void a_character_of_two_halves_is_kept_whole() {
    assertThat(LastLines.of("😀".repeat(9), 4)).isEqualTo("…😀😀😀");
  }
}
