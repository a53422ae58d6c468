package dev.waybill.kubernetes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("embedded")
class ObjectStoreTest {
  private static final ObjectKey KEY = new ObjectKey("/configmaps", "default", "a");
  @TempDir private Path folder;

  @Test
  void a_written_object_is_in_the_file_before_the_write_returns() throws Exception {
    try (ObjectStore store = open()) {
      long revision = store.put(KEY, 0, object("1")).revision();
      // What a process killed now would leave behind.
      Path copy = Files.copy(folder.resolve("o.mv"), folder.resolve("copy.mv"));
      try (ObjectStore after = ObjectStore.open(copy, why -> {})) {
        assertThat(after.get(KEY)).map(StoredObject::revision).hasValue(revision);
        assertThat(after.revision()).isGreaterThan(revision);
      }
    }
  }

  @Test
  void a_file_in_use_is_refused_by_name() throws Exception {
    try (ObjectStore store = open()) {
      assertThat(store.revision()).isPositive();
      assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("in use");
    }
  }

  @Test
  void a_snapshot_does_not_see_later_writes() throws Exception {
    try (ObjectStore store = open()) {
      StoredObject first = store.put(KEY, 0, object("1"));
      try (Snapshot snapshot = store.snapshot("/configmaps", "")) {
        store.put(KEY, first.revision(), object("2"));
        assertThat(snapshot.next()).map(Snapshot.Entry::object).hasValue(first);
        assertThat(snapshot.next()).isEmpty();
      }
    }
  }

  @Test
  void the_history_is_bounded_and_says_so() throws Exception {
    try (ObjectStore store = open()) {
      long seen = 0;
      for (int i = 0; i < 9_000; i++) {
        seen = store.put(KEY, seen, object("x")).revision();
      }
      History history = store.history("/configmaps");
      long now = seen;
      long old = seen - 8_900;

      assertThat(history.read(history.positionAfter(now - 10), 100, Duration.ZERO)).hasSize(10);
      assertThatThrownBy(() -> history.positionAfter(old)).isInstanceOf(HistoryGone.class);
    }
  }

  @Test
  void changes_are_told_once_and_in_order_whoever_writes() throws Exception {
    try (ObjectStore store = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long from = store.revision();
      var tasks = new ArrayList<Future<StoredObject>>();
      for (int i = 0; i < 300; i++) {
        ObjectKey key = new ObjectKey("/configmaps", "default", "m" + i);
        tasks.add(threads.submit(() -> store.put(key, 0, object("1"))));
      }
      for (var task : tasks) {
        task.get();
      }
      History history = store.history("/configmaps");
      var changes = history.read(history.positionAfter(from), 1_000, Duration.ZERO);

      assertThat(changes)
          .hasSize(300)
          .extracting(Change::revision)
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }

  private ObjectStore open() throws IOException {
    return ObjectStore.open(folder.resolve("o.mv"), why -> {});
  }

  private static ObjectNode object(String value) {
    ObjectNode object = Json.object().put("apiVersion", "v1").put("kind", "ConfigMap");
    object.putObject("metadata").put("name", "a");
    object.putObject("data").put("k", value);
    return object;
  }

  @Test
  void a_file_that_was_closed_behind_its_back_is_told_by_the_next_write() {
    List<String> told = new ArrayList<>();
    MVStore file = MVStore.open(folder.resolve("closed.mv").toString());
    ObjectStore store = new ObjectStore(file, told::add);

    file.closeImmediately();

    assertThatThrownBy(() -> store.put(KEY, 0, object("1"))).isInstanceOf(MVStoreException.class);
    assertThat(told).isNotEmpty();
  }

  @Test
  void a_write_that_comes_after_the_end_is_no_sign_of_a_broken_file() throws Exception {
    List<String> told = new ArrayList<>();
    ObjectStore store = ObjectStore.open(folder.resolve("ended.mv"), told::add);

    store.close();

    assertThatThrownBy(() -> store.put(KEY, 0, object("1"))).isInstanceOf(MVStoreException.class);
    assertThat(told).isEmpty();
  }

  @Test
  void a_damaged_file_is_refused_and_not_told_as_one_that_broke() throws Exception {
    List<String> told = new ArrayList<>();
    Path file = Files.write(folder.resolve("damaged.mv"), new byte[20_000]);

    assertThatThrownBy(() -> ObjectStore.open(file, told::add))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot open");
    assertThat(told).isEmpty();
  }

  @Test
  void a_file_that_cannot_grow_is_told_and_no_write_answered() throws Exception {
    List<String> java =
        List.of(
            "/bin/sh",
            "-c",
            // blocks of 512 bytes, as POSIX has them, or of twice that
            "ulimit -f 600; exec \"$@\"",
            "writer",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            FullDisk.class.getName(),
            folder.resolve("full.mv").toString());
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(java).redirectErrorStream(true).redirectOutput(said.toFile()).start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(said))
        .containsPattern("broken: .+\nrefused after [1-9][0-9]* writes\n");
  }
}
