package dev.waybill.local.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerLogTest {
  @TempDir Path folder;

  @Test
  void a_follower_reads_what_comes_later_and_ends_with_the_container() throws Exception {
    ContainerLog log = new ContainerLog(folder.resolve("pod/document.log"));
    log.append("first");
    BufferedReader reader = reader(log, true);
    assertThat(reader.readLine()).isEqualTo("first");

    var second = CompletableFuture.supplyAsync(() -> reader.lines().toList());
    log.append("second");
    log.close();

    assertThat(second.get(10, TimeUnit.SECONDS)).containsExactly("second");
  }

  @Test
  void who_does_not_follow_reads_what_is_there() throws Exception {
    ContainerLog log = new ContainerLog(folder.resolve("pod/document.log"));
    log.append("first");

    assertThat(reader(log, false).lines()).containsExactly("first");
  }

  @Test
  void a_log_is_bounded_and_says_that_it_was_cut() throws Exception {
    ContainerLog log = new ContainerLog(folder.resolve("pod/document.log"));
    String line = "x".repeat(1 << 20);
    for (int i = 0; i < 6; i++) {
      log.append(line);
    }

    assertThat(folder.resolve("pod/document.log"))
        .content()
        .hasSizeLessThan(5 << 20)
        .endsWith("cut here\n");
  }

  @Test
  void one_that_cannot_be_written_any_more_holds_nobody_up() throws Exception {
    ContainerLog log = new ContainerLog(folder.resolve("pod/document.log"));
    log.append("first");
    BufferedReader reader = reader(log, true);
    Files.delete(folder.resolve("pod/document.log"));

    log.append("second");
    log.close();

    assertThat(reader.lines()).containsExactly("first");
  }

  private static BufferedReader reader(ContainerLog log, boolean follow) {
    return new BufferedReader(new InputStreamReader(log.read(follow), StandardCharsets.UTF_8));
  }
}
