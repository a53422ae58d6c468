package dev.waybill.worker.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.manifest.Manifest;
import dev.waybill.worker.TaskFailed;
import dev.waybill.worker.WorkerStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputListingTest {
  @TempDir static Path folder;
  private static WorkerStore store;

  private final JobKeys keys = new JobKeys(UUID.randomUUID().toString());
  private final EndedJob job = new EndedJob(store, keys);

  @BeforeAll
  static void start() throws Exception {
    store = WorkerStore.start(folder);
  }

  @AfterAll
  static void stop() {
    store.close();
  }

  @Test
  void more_objects_than_one_zip_is_made_of_are_counted_and_refused() throws Exception {
    job.output(0, 1, "a.txt", "text");
    job.output(1, 1, "b.txt", "text");
    job.output(1, 2, "b.txt", "of an attempt that does not count");
    Manifest two = job.of(job.completed(0, "a.txt", 1), job.completed(1, "b.txt", 1));

    long keys =
        listing(6, 10_000).of(two).stream()
            .flatMap(one -> one.objects().stream())
            .mapToInt(object -> object.ref().key().length())
            .sum();
    assertThat(listing(6, keys).of(two)).extracting(one -> one.objects().size()).contains(3, 3);
    assertThatThrownBy(() -> listing(5, keys).of(two))
        .isInstanceOf(TaskFailed.class)
        .hasMessage("the outputs are 6 objects, and results.zip may hold 5");
    assertThatThrownBy(() -> listing(6, keys - 1).of(two))
        .isInstanceOf(TaskFailed.class)
        .hasMessage(
            "the outputs are %d characters of objects' keys, and results.zip may hold %d",
            keys, keys - 1);
  }

  private OutputListing listing(int maxObjects, long maxKeys) {
    return new OutputListing(store.store(), WorkerStore.OUT, keys, maxObjects, maxKeys);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../evil",
        "a/../../evil",
        "..",
        "/etc/evil",
        "a//b",
        "./a",
        "a/",
        "..\\evil",
        "a\u0000b"
      })
  void an_object_that_would_be_unpacked_elsewhere_fails_the_collection(String name) {
    List<ObjectInfo> objects =
        List.of(new ObjectInfo(ObjectRef.of("b", keys.data(0, 1) + name), "e", 1, Instant.EPOCH));
    FileOutput output =
        new FileOutput(job.completed(0, "a.txt", 1), "a.txt", "b", keys.attempt(0, 1), objects);

    assertThatThrownBy(output::requireSafeNames)
        .isInstanceOf(TaskFailed.class)
        .hasMessageContaining("the output of file 0 (a.txt)");
  }
}
