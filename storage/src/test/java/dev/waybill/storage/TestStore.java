package dev.waybill.storage;

import dev.waybill.s3.EmbeddedS3;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A store to test against, buckets of its own in it: embedded, or, where {@code
 * AWS_ENDPOINT_URL_S3} is set, that server with the environment's credentials.
 */
public final class TestStore implements AutoCloseable {
  static final long MAX_FORM_BYTES = 24 << 20;

  private static final Map<String, String> ENV = System.getenv();
  private final EmbeddedS3 embedded;
  private final Path folder;
  private final StoreConfig config;
  private final ObjectStore store;

  private TestStore(EmbeddedS3 embedded, Path folder, StoreConfig config) {
    this.embedded = embedded;
    this.folder = folder;
    this.config = config;
    this.store = S3Store.connect(config);
  }

  public static TestStore start() throws IOException {
    String endpoint = ENV.get("AWS_ENDPOINT_URL_S3");
    if (endpoint != null) {
      StoreConfig config =
          config(
              URI.create(endpoint), ENV.get("AWS_ACCESS_KEY_ID"), ENV.get("AWS_SECRET_ACCESS_KEY"));
      createBuckets(config);
      return new TestStore(null, null, config);
    }
    Path folder = Files.createTempDirectory("waybill-s3");
    EmbeddedS3 s3 =
        EmbeddedS3.start(
            new EmbeddedS3.Settings(folder, 0, "testid", "testsecret", MAX_FORM_BYTES, List.of()));
    StoreConfig config = config(s3.endpoint(), "testid", "testsecret");
    createBuckets(config);
    return new TestStore(s3, folder, config);
  }

  private static StoreConfig config(URI endpoint, String id, String secret) {
    String unique = UUID.randomUUID().toString();
    return new StoreConfig(
        endpoint,
        null,
        ENV.getOrDefault("AWS_REGION", "us-east-1"),
        id,
        secret,
        null,
        true,
        "in-" + unique,
        "out-" + unique,
        Duration.ofSeconds(20));
  }

  private static void createBuckets(StoreConfig config) {
    try (S3Client client = client(config)) {
      client.createBucket(request -> request.bucket(config.inputBucket()));
      client.createBucket(request -> request.bucket(config.outputBucket()));
    }
  }

  /** With everything in it, all versions. */
  static void removeBucket(S3Client client, String bucket) {
    new S3Versions(client)
        .each(
            bucket,
            "",
            found ->
                client.deleteObject(
                    request ->
                        request.bucket(bucket).key(found.key()).versionId(found.versionId())));
    client.deleteBucket(request -> request.bucket(bucket));
  }

  static S3Client client(StoreConfig config) {
    return S3Clients.client(config, S3Clients.credentials(config));
  }

  public StoreConfig config() {
    return config;
  }

  public ObjectStore store() {
    return store;
  }

  @Override
  public void close() throws IOException {
    store.close();
    if (embedded == null) {
      try (S3Client client = client(config)) {
        removeBucket(client, config.inputBucket());
        removeBucket(client, config.outputBucket());
      }
    } else {
      embedded.close();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
