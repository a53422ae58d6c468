package dev.waybill.operator.job;

import static dev.waybill.operator.job.SnapshotBuilder.entries;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.FileSliceStatus;
import dev.waybill.s3.EmbeddedS3;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.S3Store;
import dev.waybill.storage.StoreConfig;
import dev.waybill.storage.StoreException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestWriterTest {
  private static final String OUTPUT = "output";
  private static final JobKeys KEYS = new JobKeys("j");
  private static final Instant START = Instant.parse("2026-05-01T12:00:00Z");

  @Test
  void of_a_completed_file_one_output_is_kept_and_every_attempts_log(@TempDir Path folder)
      throws Exception {
    try (EmbeddedS3 s3 = s3(folder);
        ObjectStore store = S3Store.connect(config(s3))) {
      for (int attempt = 1; attempt <= 2; attempt++) {
        put(store, KEYS.data(0, attempt) + "a.txt");
        put(store, KEYS.done(0, attempt));
        put(store, KEYS.log(0, attempt));
      }

      new ManifestWriter(store, OUTPUT)
          .write(KEYS, "a.zip", "2026-05-01T12:00:00Z", START, List.of(slice()), false);

      assertThat(keys(store))
          .containsExactlyInAnyOrder(
              KEYS.manifest(),
              KEYS.log(0, 1),
              KEYS.data(0, 2) + "a.txt",
              KEYS.done(0, 2),
              KEYS.log(0, 2));
    }
  }

  @Test
  void a_store_that_lets_nothing_be_deleted_has_its_manifest(@TempDir Path folder)
      throws Exception {
    try (EmbeddedS3 s3 = s3(folder);
        ObjectStore store = S3Store.connect(config(s3))) {
      put(store, KEYS.done(0, 1));

      new ManifestWriter(keeping(store), OUTPUT)
          .write(KEYS, "a.zip", "2026-05-01T12:00:00Z", START, List.of(slice()), false);

      assertThat(keys(store)).containsExactlyInAnyOrder(KEYS.manifest(), KEYS.done(0, 1));
    }
  }

  @Test
  void a_manifest_from_before_the_job_is_an_earlier_jobs() {
    ObjectRef place = ObjectRef.of(OUTPUT, KEYS.manifest());
    ObjectInfo found = new ObjectInfo(place, "\"e\"", 2, START);
    ManifestWriter writer = new ManifestWriter(StubStore.heads(_ -> Optional.of(found)), OUTPUT);

    assertThat(writer.written(KEYS, START.minusSeconds(1))).isTrue();
    assertThat(writer.written(KEYS, START.plusSeconds(1))).isFalse();
  }

  private static EmbeddedS3 s3(Path folder) throws IOException {
    return EmbeddedS3.start(
        new EmbeddedS3.Settings(folder, 0, "id", "secret-key", 1 << 20, List.of("input", OUTPUT)));
  }

  private static ObjectStore keeping(ObjectStore store) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().startsWith("delete")) {
                throw new StoreException(StoreException.Kind.DENIED, "denied", null);
              }
              return method.invoke(store, arguments);
            });
  }

  private static StoreConfig config(EmbeddedS3 s3) {
    return StoreConfig.fromEnv(
        Map.of(
            "WAYBILL_STORE_ENDPOINT", s3.endpoint().toString(),
            "WAYBILL_STORE_ACCESS_KEY_ID", "id",
            "WAYBILL_STORE_SECRET_ACCESS_KEY", "secret-key",
            "WAYBILL_STORE_INPUT_BUCKET", "input",
            "WAYBILL_STORE_OUTPUT_BUCKET", OUTPUT));
  }

  private static void put(ObjectStore store, String key) {
    store.put(ObjectRef.of(OUTPUT, key), new byte[] {1}, "text/plain");
  }

  private static List<String> keys(ObjectStore store) {
    List<String> keys = new ArrayList<>();
    store.list(OUTPUT, KEYS.prefix(), object -> keys.add(object.ref().key()));
    return keys;
  }

  private static FileSlice slice() {
    FileSlice slice =
        SliceMaker.slice(
            new JobRef("ns", "j", "uid", Instant.EPOCH, KEYS), 0, entries(1), Map.of());
    slice.setStatus(
        new FileSliceStatus(
            "C",
            List.of(),
            List.of(attempt(1, AttemptKind.FAILED, 1), attempt(2, AttemptKind.SUCCEEDED, 0))));
    return slice;
  }

  private static String attempt(int number, AttemptKind kind, Integer exitCode) {
    return new Attempt(0, number, kind, exitCode, START, START.plusSeconds(1), "p", "n", "").line();
  }
}
