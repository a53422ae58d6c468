package dev.waybill.worker.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextSinkTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "a|a.",
        "..a..|a.",
        "a..b|a..b.",
        "a.....b|a..b.",
        "a  . \t.b|a..b.",
        "a,.b|a.b.",
        "a,b|a.b.",
        "  a|  a.",
        "😀|😀.",
        "...|''"
      })
  void white_space_that_says_nothing_is_left_out(String written, String read) throws Exception {
    // In the table . is a newline and , a carriage return.
    assertThat(text(written.replace('.', '\n').replace(',', '\r'), 100))
        .isEqualTo(read.replace('.', '\n'));
  }

  @Test
  void half_a_surrogate_pair_becomes_the_replacement_character() throws Exception {
    assertThat(text("a\uD83D", "b\uDE00c", 100)).isEqualTo("a\uFFFDb\uFFFDc\n");
    assertThat(text("a\uD83D", "\uDE00c", 100)).isEqualTo("a😀c\n");
  }

  @Test
  void the_limit_counts_bytes_and_is_never_passed() throws Exception {
    Path file = folder.resolve("text");
    TextSink sink = new TextSink(file, 10);
    try (sink) {
      assertThatThrownBy(() -> sink.write("éééééééé")).isInstanceOf(IOException.class);
    }

    assertThat(sink.full()).isTrue();
    assertThat(Files.readString(file)).isEqualTo("éééé\n");
    assertThat(sink.stats()).isEqualTo(new Extraction.TextStats(5, 9, true));
  }

  private String text(String written, long limit) throws IOException {
    return text(written, "", limit);
  }

  private String text(String first, String second, long limit) throws IOException {
    Path file = Files.createTempFile(folder, "text", "");
    TextSink sink = new TextSink(file, limit);
    try (sink) {
      sink.write(first);
      sink.write(second);
    }
    byte[] bytes = Files.readAllBytes(file);
    assertThat(sink.stats().bytes()).isEqualTo(bytes.length);
    return new String(bytes, UTF_8);
  }
}
