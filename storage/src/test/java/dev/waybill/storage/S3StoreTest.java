package dev.waybill.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.storage.StoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

class S3StoreTest {
  private static TestStore server;
  private static ObjectStore store;

  private final JobKeys keys = new JobKeys(UUID.randomUUID().toString());
  private final String bucket = server.config().outputBucket();

  @BeforeAll
  static void start() throws IOException {
    server = TestStore.start();
    store = server.store();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private ObjectRef ref(String name) {
    return ObjectRef.of(bucket, keys.prefix() + name);
  }

  private ObjectInfo stored(String name, String content) {
    store.put(ref(name), content.getBytes(UTF_8), "text/plain");
    return store.head(ref(name)).orElseThrow();
  }

  private static void fails(Kind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain.txt", "with space+plus.txt", "ü日本🎉.txt", "a%2Fb&c=d?e#f.txt"})
  void an_object_of_any_name_is_stored_found_and_read(String name) {
    ObjectInfo info = stored(name, "hello");

    assertThat(info.ref()).isEqualTo(ref(name));
    assertThat(info.size()).isEqualTo(5);
    assertThat(info.eTag()).startsWith("\"").endsWith("\"");
    assertThat(store.read(ref(name))).hasContent("hello");
  }

  @Test
  void an_object_of_no_bytes_is_stored_too() {
    ObjectInfo info = stored("empty.txt", "");

    assertThat(info.size()).isZero();
    assertThat(store.read(ref("empty.txt"))).isEmpty();
  }

  @Test
  void what_is_not_there_is_empty_to_look_at_and_not_found_to_read() {
    assertThat(store.head(ref("none"))).isEmpty();
    fails(Kind.NOT_FOUND, () -> store.read(ref("none")));
  }

  @ParameterizedTest
  @CsvSource({"0, 5, 01234", "3, 4, 3456", "8, 99, 89", "10, 5, ''", "99, 1, ''", "2, 0, ''"})
  void a_range_is_what_there_is_of_it(long offset, long length, String content) {
    ObjectInfo info = stored("digits", "0123456789");

    assertThat(store.read(info.ref(), info.eTag(), offset, length)).hasContent(content);
  }

  @Test
  void a_pinned_read_of_a_changed_object_fails() {
    ObjectInfo before = stored("changing", "before");
    stored("changing", "after!");

    fails(Kind.CHANGED, () -> store.read(before.ref(), before.eTag(), 0, 3));
  }

  @Test
  void a_wrong_key_is_denied_and_no_server_is_unavailable() {
    StoreConfig config = server.config();
    try (ObjectStore stranger = S3Store.connect(other(config, config.endpoint(), "stranger"));
        ObjectStore nowhere =
            S3Store.connect(other(config, URI.create("http://127.0.0.1:1"), "id"))) {
      fails(Kind.DENIED, () -> stranger.head(ref("x")));
      fails(Kind.UNAVAILABLE, () -> nowhere.head(ref("x")));
    }
  }

  private static StoreConfig other(StoreConfig config, URI endpoint, String id) {
    return new StoreConfig(
        endpoint,
        null,
        config.region(),
        id,
        "wrong",
        null,
        true,
        config.inputBucket(),
        config.outputBucket(),
        Duration.ofSeconds(5));
  }

  @Test
  void more_objects_than_a_page_has_are_listed_in_order_and_deleted() {
    List<String> names = IntStream.range(0, 7).mapToObj("out/%d/1/x"::formatted).toList();
    names.forEach(name -> store.put(ref(name), new byte[0], "text/plain"));
    ObjectInfo manifest = stored("manifest.json", "{}");

    try (S3Client client = TestStore.client(server.config())) {
      S3Objects pages = new S3Objects(client, 3);
      List<String> found = new ArrayList<>();
      pages.list(bucket, keys.outputs(), info -> found.add(info.ref().key()));
      assertThat(found)
          .containsExactlyElementsOf(names.stream().map(name -> keys.prefix() + name).toList());

      new S3Deletions(client, new S3Versions(client), pages).deleteAll(bucket, keys.outputs());
    }
    assertThat(listed(keys.prefix())).containsExactly(manifest.ref().key());
  }

  private List<String> listed(String prefix) {
    List<String> found = new ArrayList<>();
    store.list(bucket, prefix, info -> found.add(info.ref().key()));
    return found;
  }

  @Test
  void keys_are_deleted_and_missing_ones_do_not_matter() {
    ObjectInfo manifest = stored("manifest.json", "{}");
    stored("results.zip", "PK");

    store.delete(bucket, List.of(manifest.ref().key(), keys.done(1, 1)));

    assertThat(listed(keys.prefix())).containsExactly(keys.results());
  }

  @Test
  void only_keys_of_the_layout_are_ever_deleted() {
    assertThatThrownBy(() -> store.deleteAll(bucket, "jobs/"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.delete(bucket, List.of("archive/theirs.zip")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, (8 << 20), (8 << 20) + 1, 20_000_000})
  void an_upload_of_any_size_becomes_an_object(int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);

    ObjectInfo info;
    try (ObjectStore.Upload upload = store.upload(ref("results.zip"), "application/zip")) {
      for (int at = 0; at < size; at += 100_000) {
        upload.write(content, at, Math.min(100_000, size - at));
      }
      info = upload.complete();
    }

    assertThat(info.size()).isEqualTo(size);
    assertThat(store.head(ref("results.zip")).orElseThrow().eTag()).isEqualTo(info.eTag());
    try (InputStream read = store.read(ref("results.zip"))) {
      assertThat(read.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void an_upload_is_sent_part_by_part_and_seen_only_when_complete() throws IOException {
    try (S3Client client = TestStore.client(server.config())) {
      try (ObjectStore.Upload upload = store.upload(ref("results.zip"), "application/zip")) {
        upload.write(new byte[25 << 20]);

        String id =
            client.listMultipartUploads(r -> r.bucket(bucket)).uploads().stream()
                .filter(u -> u.key().equals(keys.results()))
                .findFirst()
                .orElseThrow()
                .uploadId();
        assertThat(client.listParts(r -> r.bucket(bucket).key(keys.results()).uploadId(id)).parts())
            .hasSize(3);
        assertThat(store.head(ref("results.zip"))).isEmpty();
      }
      assertThat(store.head(ref("results.zip"))).isEmpty();
      assertThat(client.listMultipartUploads(r -> r.bucket(bucket)).uploads())
          .noneMatch(upload -> upload.key().equals(keys.results()));
    }
  }
}
