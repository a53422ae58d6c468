package dev.waybill.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.storage.StoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

class S3CopiesTest {
  /** S3 wants parts of 5 MiB at least, but for the last. */
  private static final S3Copies.Limits SMALL = new S3Copies.Limits(6 << 20, 5 << 20);

  private static TestStore server;
  private static S3Client client;
  private static S3Copies copies;

  private final JobKeys keys = new JobKeys(UUID.randomUUID().toString());
  private final ObjectRef from =
      ObjectRef.of(server.config().inputBucket(), keys.upload("a b+ü.zip"));
  private final ObjectRef to = ObjectRef.of(server.config().inputBucket(), keys.adopted());

  @BeforeAll
  static void start() throws IOException {
    server = TestStore.start();
    client = TestStore.client(server.config());
    copies = new S3Copies(client, server.config().timeout(), new S3Objects(client, 1_000), SMALL);
  }

  @AfterAll
  static void stop() throws IOException {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 6 << 20, (6 << 20) + 1, 12_345_678})
  void a_copy_is_the_same_bytes_in_one_call_or_in_parts(int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    server.store().put(from, content, "application/zip");
    ObjectInfo source = server.store().head(from).orElseThrow();

    ObjectInfo copy = copies.copy(from, source.eTag(), to);

    assertThat(copy.ref()).isEqualTo(to);
    assertThat(copy.size()).isEqualTo(size);
    try (InputStream read = server.store().read(to)) {
      assertThat(read.readAllBytes()).isEqualTo(content);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 7 << 20})
  void a_source_that_changed_is_not_copied(int size) {
    server.store().put(from, new byte[size], "application/zip");
    ObjectInfo before = server.store().head(from).orElseThrow();
    byte[] changed = new byte[size];
    changed[0] = 1;
    server.store().put(from, changed, "application/zip");

    assertThatThrownBy(() -> copies.copy(from, before.eTag(), to))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CHANGED));
    assertThat(server.store().head(to)).isEmpty();
    assertThat(client.listMultipartUploads(r -> r.bucket(to.bucket())).uploads()).isEmpty();
  }

  @Test
  void a_source_that_is_gone_is_not_found() {
    assertThatThrownBy(() -> copies.copy(from, "\"x\"", to))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
  }

  @Test
  void the_store_itself_copies_by_the_limits_of_aws() {
    server.store().put(from, "hello".getBytes(UTF_8), "application/zip");
    ObjectInfo source = server.store().head(from).orElseThrow();

    server.store().copy(from, source.eTag(), to);

    assertThat(server.store().read(to)).hasContent("hello");
  }
}
