package dev.waybill.worker.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.storage.manifest.Skipped;
import dev.waybill.worker.TaskFailed;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputTreeTest {
  private static final OutputLimits WIDE = new OutputLimits(1_000, 1 << 20, 1 << 20, 5);

  @TempDir Path folder;

  private OutputTree tree(OutputLimits limits) throws Exception {
    try (SafeFolder safe = SafeFolder.open(folder)) {
      return OutputTree.of(safe, limits);
    }
  }

  private Path file(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private void shell(String script) throws Exception {
    Process process = new ProcessBuilder("sh", "-c", script).directory(folder.toFile()).start();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void files_come_by_path_whatever_order_they_were_made_in() throws Exception {
    file("z", "1");
    file("b/y", "22");
    file("a", "");
    Files.createDirectories(folder.resolve("empty/inner"));

    assertThat(tree(WIDE).files())
        .containsExactly(new OutputFile("a", 0), new OutputFile("b/y", 2), new OutputFile("z", 1));
    assertThat(tree(WIDE).skipped()).isEmpty();
  }

  @Test
  void links_fifos_and_names_that_cannot_be_kept_are_skipped_with_a_reason() throws Exception {
    Path secret = Files.writeString(Files.createTempFile("secret", ""), "secret");
    file("real/a", "1");
    Files.createSymbolicLink(folder.resolve("to-file"), secret);
    Files.createSymbolicLink(folder.resolve("to-folder"), folder.resolve("real"));
    Files.createSymbolicLink(folder.resolve("dangling"), Path.of("/nowhere"));
    Files.createSymbolicLink(folder.resolve("round"), folder);
    shell(
        "mkfifo real/pipe; touch 'a\\b'; mkdir \"$(printf 'x\\377y')\"; touch \"$(printf x?y)/z\"");

    assertThat(tree(WIDE).files()).containsExactly(new OutputFile("real/a", 1));
    assertThat(tree(WIDE).skipped())
        .containsExactly(
            new Skipped("a\\b", "its name holds a backslash"),
            new Skipped("dangling", "a link"),
            new Skipped("real/pipe", "a device, a FIFO or a socket, not a file"),
            new Skipped("round", "a link"),
            new Skipped("to-file", "a link"),
            new Skipped("to-folder", "a link"),
            new Skipped("x\uFFFDy", "its name is not UTF-8"));
  }

  @ParameterizedTest
  @CsvSource({
    "4, 100, 100, 5, more than 4 files and folders",
    "100, 9, 100, 5, more than 9 bytes in all",
    "100, 100, 5, 5, a file of more than 5 bytes: a/b/c",
    "100, 100, 100, 2, folders more than 2 deep",
  })
  void an_output_beyond_a_limit_fails_and_names_it(
      int entries, long bytes, long objectBytes, int depth, String limit) throws Exception {
    file("a/b/c", "123456");
    file("d", "1234");
    Files.createSymbolicLink(folder.resolve("e"), Path.of("d"));

    assertThat(tree(new OutputLimits(5, 10, 6, 3)).files()).hasSize(2);
    assertThatThrownBy(() -> tree(new OutputLimits(entries, bytes, objectBytes, depth)))
        .isInstanceOf(TaskFailed.class)
        .hasMessage("the output exceeds a limit: " + limit);
  }

  @Test
  void a_path_longer_than_a_key_may_be_fails() throws Exception {
    String level = "x".repeat(200) + "/";
    file(level + level + "y".repeat(110), "1");
    assertThat(tree(WIDE).files()).hasSize(1);
    file(level + level + "ü".repeat(56), "1");

    assertThatThrownBy(() -> tree(WIDE)).hasMessageContaining("a path of more than 512 bytes");
  }

  @Test
  void a_sparse_file_counts_by_what_it_seems_to_hold() throws Exception {
    try (RandomAccessFile sparse = new RandomAccessFile(folder.resolve("s").toFile(), "rw")) {
      sparse.setLength(1L << 40);
    }

    assertThatThrownBy(() -> tree(WIDE)).hasMessageContaining("more than 1048576 bytes: s");
  }

  @Test
  void of_many_skipped_entries_some_are_listed_and_the_others_counted() throws Exception {
    for (int i = 0; i < 150; i++) {
      Files.createSymbolicLink(folder.resolve("link-%03d".formatted(i)), Path.of("x"));
    }

    List<Skipped> skipped = tree(WIDE).skipped();

    assertThat(skipped).hasSize(SkippedOutput.LISTED);
    assertThat(skipped.get(98)).isEqualTo(new Skipped("link-098", "a link"));
    assertThat(skipped.getLast()).isEqualTo(new Skipped("…", "51 more"));
  }

  @Test
  void what_becomes_a_link_after_it_was_seen_is_not_followed() throws Exception {
    Path outside = Files.createTempDirectory("outside");
    Files.writeString(outside.resolve("a"), "secret");
    file("inner/a", "1");
    try (SafeFolder safe = SafeFolder.open(folder)) {
      OutputFile seen = OutputTree.of(safe, WIDE).files().getFirst();
      shell("mv inner kept && ln -s " + outside + " inner");

      assertThatThrownBy(() -> safe.read(seen.levels())).isInstanceOf(IOException.class);
    }
  }
}
