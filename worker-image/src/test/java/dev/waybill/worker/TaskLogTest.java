package dev.waybill.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskLogTest {
  private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
  private final TaskLog log = new TaskLog(new PrintStream(stream, true, UTF_8));

  private List<String> kept() {
    return new String(log.kept(), UTF_8).lines().toList();
  }

  @Test
  void a_short_log_is_kept_whole() {
    log.line("one");
    log.line("zwei: ü");

    assertThat(kept()).hasSize(2);
    assertThat(kept().getFirst()).endsWith("Z one");
    assertThat(kept().getLast()).endsWith("Z zwei: ü");
  }

  @Test
  void of_a_long_log_the_end_is_kept_and_what_is_gone_is_counted() {
    int lines = 2_000;
    for (int i = 0; i < lines; i++) {
      log.line("line %d %s".formatted(i, "ü".repeat(100)));
    }

    int gone = lines - (kept().size() - 1);
    assertThat(log.kept().length).isBetween(60 * 1024, 64 * 1024 + 100);
    assertThat(kept().getFirst())
        .isEqualTo("The log is longer than can be kept: %d lines before these are gone.", gone);
    assertThat(kept().get(1)).contains(" line " + gone + " ");
    assertThat(kept().getLast()).contains(" line 1999 ");
    assertThat(stream.toString(UTF_8).lines()).hasSize(lines);
  }
}
