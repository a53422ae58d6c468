package dev.waybill.operator.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operator.Cluster;
import dev.waybill.s3.EmbeddedS3;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.S3Store;
import dev.waybill.storage.StoreConfig;
import dev.waybill.storage.archive.ArchiveEntry;
import dev.waybill.storage.archive.ArchiveLimits;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken in of what lies in the store; an earlier job of the same id may have left some. */
class AdoptionTest {
  private static final String IN = "in-bucket";
  private static final String OUT = "out-bucket";
  private static final JobKeys KEYS = new JobKeys("j");
  private static final ObjectRef UPLOAD = ObjectRef.of(IN, KEYS.upload("a.zip"));

  @TempDir Path folder;
  private EmbeddedS3 s3;
  private ObjectStore store;

  @BeforeEach
  void start() throws IOException {
    s3 =
        EmbeddedS3.start(
            new EmbeddedS3.Settings(folder, 0, "id", "secret-key", 1 << 20, List.of(IN, OUT)));
    store =
        S3Store.connect(
            StoreConfig.fromEnv(
                Map.of(
                    "WAYBILL_STORE_ENDPOINT",
                    s3.endpoint().toString(),
                    "WAYBILL_STORE_ACCESS_KEY_ID",
                    "id",
                    "WAYBILL_STORE_SECRET_ACCESS_KEY",
                    "secret-key",
                    "WAYBILL_STORE_INPUT_BUCKET",
                    IN,
                    "WAYBILL_STORE_OUTPUT_BUCKET",
                    OUT)));
  }

  @AfterEach
  void stop() {
    store.close();
    s3.close();
  }

  @Test
  void the_first_upload_stays_the_jobs_and_so_does_what_its_attempts_wrote() throws Exception {
    takeIn(Instant.now().minusSeconds(300), "first.txt");
    store.put(ObjectRef.of(OUT, KEYS.done(0, 1)), "{}".getBytes(UTF_8), "application/json");

    assertThat(takeIn(Instant.now().minusSeconds(300), "second.txt")).containsExactly("first.txt");
    assertThat(store.head(ObjectRef.of(OUT, KEYS.done(0, 1)))).isPresent();
  }

  @Test
  void what_an_earlier_job_of_the_same_id_left_is_neither_its_archive_nor_its_output()
      throws Exception {
    takeIn(Instant.now().minusSeconds(300), "first.txt");
    for (String key : List.of(KEYS.done(0, 1), KEYS.results(), KEYS.manifest())) {
      store.put(ObjectRef.of(OUT, key), "{}".getBytes(UTF_8), "application/json");
    }

    // as if all of that were older than the job
    assertThat(takeIn(Instant.now().plusSeconds(3600), "second.txt")).containsExactly("second.txt");
    store.list(OUT, KEYS.prefix(), left -> assertThat(left).isNull());
  }

  @Test
  void an_applied_jobs_archive_may_have_lain_there_for_long_before_it() throws Exception {
    store.put(UPLOAD, Cluster.zip(List.of("old.txt")), "application/zip");

    assertThat(takenIn(Instant.now().plusSeconds(3600), Instant.EPOCH)).containsExactly("old.txt");
  }

  @Test
  void where_versions_are_kept_a_persons_archive_is_the_one_that_lies_there_now() throws Exception {
    ObjectStore plain = store;
    store =
        (ObjectStore)
            Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "keepsVersions" -> true;
                      case "firstVersion" -> throw new AssertionError("an older one was asked for");
                      default -> method.invoke(plain, arguments);
                    });

    assertThat(takeIn(Instant.EPOCH, "now.txt")).containsExactly("now.txt");
  }

  /**
   * @param since from when on what lies there is its own
   */
  private List<String> takeIn(Instant since, String name) throws IOException {
    store.put(UPLOAD, Cluster.zip(List.of(name)), "application/zip");
    return takenIn(since, since);
  }

  private List<String> takenIn(Instant ownSince, Instant archiveSince) throws IOException {
    ObjectInfo seen = store.head(UPLOAD).orElseThrow();
    JobRef job = new JobRef("ns", "j", "uid", ownSince, KEYS);
    PlacePolicy places = new PlacePolicy(IN, OUT, List.of());
    return new Adoption(store, places, OUT, ArchiveLimits.DEFAULT)
        .takeIn(job, archiveSince, seen).apply(Findings.NONE).intake().entries().stream()
            .map(ArchiveEntry::name)
            .toList();
  }
}
