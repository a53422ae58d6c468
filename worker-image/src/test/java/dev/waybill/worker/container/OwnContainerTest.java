package dev.waybill.worker.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.storage.archive.EntryPlace;
import dev.waybill.worker.GrantedFile;
import dev.waybill.worker.WorkerStore;
import dev.waybill.worker.WorkerStore.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps around a user's container, which these tests play. */
class OwnContainerTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final byte[] CONTENT =
      "The carrier received crates.".repeat(9_000).getBytes(UTF_8);

  @TempDir static Path folder;
  private static WorkerStore store;

  @TempDir Path work;
  private GrantedFile job;

  @BeforeAll
  static void start() throws Exception {
    store = WorkerStore.start(folder);
  }

  @BeforeEach
  void newJob() throws Exception {
    job = GrantedFile.of(store);
    Files.createDirectories(work.resolve("input"));
    Files.createDirectories(work.resolve("output/inner"));
  }

  @AfterAll
  static void stop() {
    store.close();
  }

  private Map<String, String> env(String name) throws Exception {
    Map<String, String> env = job.env(GrantedFile.archive(name, CONTENT), 2);
    env.put("WAYBILL_WORK_FOLDER", work.toString());
    return env;
  }

  @Test
  void fetch_puts_the_file_where_every_user_can_read_it() throws Exception {
    Path file = work.resolve("input/my übersicht.txt");

    for (int run = 1; run <= 2; run++) {
      Ran ran = WorkerStore.run("fetch", env("my übersicht.txt"));

      assertThat(ran.outcome().exitCode()).as(ran.log()).isZero();
      assertThat(file).hasBinaryContent(CONTENT);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-r--r--");
    }
    assertThat(store.keys(job.keys())).isEmpty();
  }

  @Test
  void a_damaged_file_is_not_handed_to_the_users_container() throws Exception {
    byte[] archive = GrantedFile.archive("a.txt", CONTENT);
    EntryPlace place = GrantedFile.place(archive);
    Map<String, String> env = env("a.txt");
    env.put(
        "WAYBILL_FILE_PLACE",
        JSON.writeValueAsString(
            new EntryPlace(
                place.offset(), place.compressedSize(), place.size(), place.method(), 1)));

    Ran ran = WorkerStore.run("fetch", env);

    assertThat(ran.outcome().exitCode()).isEqualTo(1);
    assertThat(ran.outcome().message())
        .isEqualTo("{\"index\":7,\"attempt\":2,\"reason\":\"entry's checksum does not match\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../a", "/etc/passwd", "..", ".", "a/b", "a/../../b"})
  void a_file_is_never_written_outside_of_the_input_folder(String name) throws Exception {
    Map<String, String> env = env("a.txt");
    env.put("WAYBILL_FILE_NAME", name);

    Ran ran = WorkerStore.run("fetch", env);

    assertThat(ran.outcome().exitCode()).isEqualTo(1);
    assertThat(ran.outcome().message()).contains("the file's name cannot be that of a file");
    assertThat(work.resolve("input")).isEmptyDirectory();
  }

  @Test
  void deliver_stores_files_below_data_and_last_a_marker_that_counts_them() throws Exception {
    Files.writeString(work.resolve("output/count.txt"), "42\n");
    Files.write(work.resolve("output/inner/large.bin"), CONTENT);
    Files.createFile(work.resolve("output/inner/empty"));
    Files.createSymbolicLink(work.resolve("output/link"), Path.of("/etc/passwd"));

    Ran ran = WorkerStore.run("deliver", env("a.txt"));

    assertThat(ran.outcome().exitCode()).as(ran.log()).isZero();
    assertThat(ran.log()).contains("skipped link: a link");
    String data = job.keys().data(7, 2);
    assertThat(store.keys(job.keys()))
        .containsExactlyInAnyOrder(
            data + "count.txt",
            data + "inner/large.bin",
            data + "inner/empty",
            job.keys().done(7, 2));
    assertThat(store.text(data + "count.txt")).isEqualTo("42\n");
    assertThat(store.read(data + "inner/large.bin")).isEqualTo(CONTENT);
    JsonNode done = JSON.readTree(store.read(job.keys().done(7, 2)));
    assertThat(done.get("objects").asInt()).isEqualTo(3);
    assertThat(done.get("bytes").asLong()).isEqualTo(3 + CONTENT.length);
    assertThat(done.get("skipped").toString())
        .isEqualTo("[{\"path\":\"link\",\"reason\":\"a link\"}]");
  }

  @Test
  void an_empty_output_is_an_output() throws Exception {
    Ran ran = WorkerStore.run("deliver", env("a.txt"));

    assertThat(ran.outcome().exitCode()).as(ran.log()).isZero();
    assertThat(store.keys(job.keys())).containsExactly(job.keys().done(7, 2));
    JsonNode done = JSON.readTree(store.read(job.keys().done(7, 2)));
    assertThat(done.get("objects").asInt()).isZero();
    assertThat(done.has("skipped")).isFalse();
  }

  @Test
  void too_large_an_output_fails_before_any_of_it_is_stored() throws Exception {
    Files.writeString(work.resolve("output/a"), "small");
    Files.write(work.resolve("output/inner/b"), CONTENT);
    Map<String, String> env = env("a.txt");
    env.put("WAYBILL_WORKER_MAX_OUTPUT_BYTES", "1000");

    Ran ran = WorkerStore.run("deliver", env);

    assertThat(ran.outcome().exitCode()).isEqualTo(1);
    assertThat(ran.outcome().message())
        .isEqualTo(
            "{\"index\":7,\"attempt\":2,"
                + "\"reason\":\"the output exceeds a limit: more than 1000 bytes in all\"}");
    assertThat(store.keys(job.keys())).isEmpty();
  }
}
