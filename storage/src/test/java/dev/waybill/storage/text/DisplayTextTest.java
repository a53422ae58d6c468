package dev.waybill.storage.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DisplayTextTest {
  static Stream<Arguments> shown() {
    return Stream.of(
        arguments("plain text, ümläute, 日本 and 🎉", "plain text, ümläute, 日本 and 🎉"),
        arguments("C:\\temp", "C:\\temp"),
        arguments("a\nb\r\tc", "a\\nb\\r\\tc"),
        arguments("\u001b[31mred", "\\u001b[31mred"),
        arguments("\u009b31m", "\\u009b31m"),
        arguments("nul\u0000del\u007fnel\u0085", "nul\\u0000del\\u007fnel\\u0085"),
        arguments("exe.\u202etxt\u202c", "exe.\\u202etxt\\u202c"),
        arguments("\u2066x\u2069\u200e\u061c", "\\u2066x\\u2069\\u200e\\u061c"),
        arguments("line\u2028paragraph\u2029", "line\\u2028paragraph\\u2029"),
        arguments("\ufeffmark", "\\ufeffmark"),
        arguments("tag\udb40\udc41", "tag\\u{e0041}"),
        arguments("half \ud83c", "half \\ud83c"),
        arguments("می\u200cخواهم", "می\u200cخواهم"),
        arguments(null, ""));
  }

  @ParameterizedTest
  @MethodSource("shown")
  void what_could_deceive_is_escaped_and_all_else_is_kept(String text, String shown) {
    assertThat(DisplayText.of(text)).isEqualTo(shown);
  }

  static Stream<Arguments> cut() {
    return Stream.of(
        arguments("12345", 5, "12345"),
        arguments("123456", 5, "1234…"),
        arguments("🎉🎉🎉", 3, "🎉🎉🎉"),
        arguments("🎉🎉🎉", 2, "🎉…"),
        arguments("abc\u001b", 9, "abc\\u001b"),
        arguments("abc\u001b", 8, "abc…"),
        arguments("abc\u001b", 4, "abc…"),
        arguments("abc\u001b", 3, "ab…"),
        arguments("abc", 1, "…"),
        arguments("abc", 0, ""));
  }

  @ParameterizedTest
  @MethodSource("cut")
  void what_is_too_long_is_cut_between_characters(String text, int max, String shown) {
    assertThat(DisplayText.of(text, max)).isEqualTo(shown);
    assertThat(shown.codePointCount(0, shown.length())).isLessThanOrEqualTo(max);
  }

  @Test
  void a_text_is_at_most_1024_characters() {
    assertThat(DisplayText.of("\n".repeat(5_000))).hasSizeLessThanOrEqualTo(1_024);
  }
}
