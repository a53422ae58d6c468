package dev.waybill.storage.grant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.StoreException;
import dev.waybill.storage.StoreException.Kind;
import dev.waybill.storage.TestStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GrantedStoreTest {
  private static final Retry QUICK = new Retry(3, Duration.ofMillis(2), Duration.ofMillis(4));

  private static TestStore server;
  private static ObjectStore store;

  private final JobKeys keys = new JobKeys(UUID.randomUUID().toString());
  private final byte[] content = new byte[100_000];

  @BeforeAll
  static void start() throws IOException {
    server = TestStore.start();
    store = server.store();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private Grant grant(Duration life) {
    new Random(1).nextBytes(content);
    ObjectRef archive = ObjectRef.of(server.config().inputBucket(), keys.upload("a b.zip"));
    store.put(archive, content, "application/zip");
    ObjectInfo adopted = store.head(archive).orElseThrow();
    String out = server.config().outputBucket();
    Grants grants = new Grants(store, adopted, out, keys, life, 1 << 20);
    return Grant.fromJson(grants.mint(List.of(7), Instant.now()).get(7).toJson());
  }

  private String text(String key) throws IOException {
    try (var stream = store.read(ObjectRef.of(server.config().outputBucket(), key))) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }

  @Test
  void a_grant_reads_any_range_of_its_archive() throws IOException {
    try (GrantedStore granted = GrantedStore.open(grant(Duration.ofHours(1)))) {
      assertThat(granted.read(10, 1000)).hasBinaryContent(Arrays.copyOfRange(content, 10, 1010));
      assertThat(granted.read(0, 1L << 40)).hasBinaryContent(content);
      assertThat(granted.read(content.length, 10)).isEmpty();
    }
  }

  @Test
  void a_grant_writes_below_its_own_files_prefix() throws IOException {
    byte[] growing = "from a file that grew meanwhile".getBytes(UTF_8);
    try (GrantedStore granted = GrantedStore.open(grant(Duration.ofHours(1)))) {
      granted.write(keys.log(7, 1), "text/plain", "from memory".getBytes(UTF_8));
      granted.write(
          keys.data(7, 2) + "text.txt", "text/plain", 11, () -> new ByteArrayInputStream(growing));
      granted.write(keys.data(7, 2) + "empty", "text/plain", 0, InputStream::nullInputStream);
      granted.write(keys.done(7, 2), "application/json", new byte[0]);
    }

    assertThat(text(keys.log(7, 1))).isEqualTo("from memory");
    assertThat(text(keys.data(7, 2) + "text.txt")).isEqualTo("from a file");
    assertThat(text(keys.data(7, 2) + "empty")).isEmpty();
    assertThat(text(keys.done(7, 2))).isEmpty();
  }

  @Test
  void a_content_that_has_fewer_bytes_or_none_stores_nothing_and_is_no_fault_of_the_stores() {
    String key = keys.data(7, 3) + "text.txt";
    try (GrantedStore granted = GrantedStore.open(grant(Duration.ofHours(1)), QUICK)) {
      assertThatThrownBy(
              () ->
                  granted.write(key, "text/plain", 9, () -> new ByteArrayInputStream(new byte[8])))
          .isInstanceOf(IOException.class)
          .hasMessage("1 of 9 bytes are missing");
      assertThatThrownBy(
              () ->
                  granted.write(
                      key,
                      "text/plain",
                      9,
                      () -> {
                        throw new IOException("gone");
                      }))
          .isInstanceOf(IOException.class)
          .hasMessage("gone");
    }

    assertThat(store.head(ObjectRef.of(server.config().outputBucket(), key))).isEmpty();
  }

  @Test
  void a_store_that_is_away_is_no_fault_of_the_contents() throws Exception {
    Grant grant = grant(Duration.ofHours(1));
    Grant nowhere =
        new Grant(
            grant.readUrl(),
            grant.readETag(),
            "http://127.0.0.1:1/",
            grant.writeFields(),
            grant.writePrefix(),
            grant.maxBytes(),
            grant.expiresAt());
    try (GrantedStore granted = GrantedStore.open(nowhere, QUICK)) {
      assertThatThrownBy(
              () ->
                  granted.write(
                      keys.data(7, 3) + "text.txt",
                      "text/plain",
                      8,
                      () -> new ByteArrayInputStream(new byte[8])))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }
  }

  @Test
  void an_overwritten_archive_is_not_read() {
    Grant grant = grant(Duration.ofHours(1));
    ObjectRef archive = ObjectRef.of(server.config().inputBucket(), keys.upload("a b.zip"));
    store.put(archive, "another".getBytes(UTF_8), "application/zip");

    try (GrantedStore granted = GrantedStore.open(grant)) {
      assertThatThrownBy(() -> granted.read(0, 4).read())
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CHANGED));
    }
  }

  @Test
  void a_grant_refuses_what_lies_elsewhere_or_is_too_large_before_anything_is_sent()
      throws IOException {
    try (GrantedStore granted = GrantedStore.open(grant(Duration.ofHours(1)))) {
      denied(() -> granted.write(keys.log(70, 1), "text/plain", new byte[1]));
      denied(() -> granted.write(keys.results(), "application/zip", new byte[1]));
      denied(
          () -> granted.write(keys.data(7, 1) + "large", "text/plain", (1 << 20) + 1, () -> null));
    }
  }

  @Test
  void the_store_itself_refuses_a_forged_prefix() {
    Grant real = grant(Duration.ofHours(1));
    Grant forged =
        new Grant(
            real.readUrl(),
            real.readETag(),
            real.writeUrl(),
            real.writeFields(),
            keys.outputs(),
            real.maxBytes(),
            real.expiresAt());
    try (GrantedStore granted = GrantedStore.open(forged)) {
      denied(() -> granted.write(keys.log(8, 1), "text/plain", new byte[1]));
    }
  }

  @Test
  void a_grant_that_ran_out_is_denied() {
    Grant grant = grant(Duration.ofSeconds(1));
    Awaitility.await().until(() -> grant.expired(Instant.now().minusSeconds(1)));

    try (GrantedStore granted = GrantedStore.open(grant)) {
      denied(() -> granted.write(keys.log(7, 1), "text/plain", new byte[1]));
      denied(() -> granted.read(0, 1).read());
    }
  }

  private static void denied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DENIED))
        .hasMessageNotContaining("http");
  }
}
