package dev.waybill.operator.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTailTest {
  @ParameterizedTest(name = "the last {1} bytes of {0}")
  @CsvSource({
    "'', 8, ''",
    "abc, 8, abc",
    "abcdefgh, 8, abcdefgh",
    "a|bcdefgh, 8, … the first 2 bytes of this log are not kept|bcdefgh",
    "ab|cde|fgh, 8, … the first 3 bytes of this log are not kept|cde|fgh",
    "abcdefghijk, 8, … the first 3 bytes of this log are not kept|defghijk",
    "abcdefgh|, 8, … the first 1 bytes of this log are not kept|bcdefgh|"
  })
  void the_end_is_kept_from_a_whole_line_on(String log, int bytes, String kept) throws IOException {
    assertThat(tail(log.replace('|', '\n'), bytes)).isEqualTo(kept.replace('|', '\n'));
  }

  @Test
  void a_line_too_long_begins_with_a_whole_character() throws IOException {
    assertThat(tail("ééééééé", 7)).endsWith("not kept\néé" + "é");
  }

  @Test
  void a_long_log_takes_no_more_memory_than_is_kept() throws IOException {
    LogTail tail = new LogTail(1000);
    tail.read(new Endless(100_000_000));

    assertThat(new String(tail.content(), UTF_8))
        .startsWith("… the first 99999")
        .hasSizeLessThan(1100);
  }

  private static String tail(String log, int bytes) throws IOException {
    LogTail tail = new LogTail(bytes);
    tail.read(new ByteArrayInputStream(log.getBytes(UTF_8)));
    return new String(tail.content(), UTF_8);
  }

  /** Lines of nine letters. */
  private static final class Endless extends InputStream {
    private int left;

    private Endless(int length) {
      left = length;
    }

    @Override
    public int read() {
      return left-- <= 0 ? -1 : left % 10 == 0 ? '\n' : 'x';
    }
  }
}
