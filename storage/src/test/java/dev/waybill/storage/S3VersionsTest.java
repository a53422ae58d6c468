package dev.waybill.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3VersionsTest {
  private static TestStore server;
  private static S3Client client;
  private static String versioned;

  private final JobKeys keys = new JobKeys(UUID.randomUUID().toString());

  @BeforeAll
  static void start() throws IOException {
    server = TestStore.start();
    client = TestStore.client(server.config());
    versioned = versionedBucket();
  }

  /** Null where the server keeps no versions. */
  private static String versionedBucket() {
    String bucket = "versioned-" + UUID.randomUUID();
    client.createBucket(request -> request.bucket(bucket));
    try {
      versioning(bucket, BucketVersioningStatus.ENABLED);
      return bucket;
    } catch (S3Exception e) {
      return null;
    }
  }

  private static void versioning(String bucket, BucketVersioningStatus status) {
    client.putBucketVersioning(
        request -> request.bucket(bucket).versioningConfiguration(v -> v.status(status)));
  }

  @AfterAll
  static void stop() throws IOException {
    if (versioned != null) {
      TestStore.removeBucket(client, versioned);
    }
    client.close();
    server.close();
  }

  @Test
  void a_plain_bucket_keeps_no_versions() {
    assertThat(server.store().keepsVersions(server.config().inputBucket())).isFalse();
  }

  @Test
  void with_versions_the_first_upload_is_found_whatever_came_later() {
    assumeTrue(versioned != null, "this server keeps no versions");
    ObjectRef upload = ObjectRef.of(versioned, keys.upload("a.zip"));
    server.store().put(upload, "first".getBytes(UTF_8), "application/zip");
    server.store().put(upload, "second".getBytes(UTF_8), "application/zip");
    server.store().put(ObjectRef.of(versioned, keys.upload("a.zip.zip")), new byte[3], "x/y");

    ObjectInfo first =
        server.store().firstVersion(versioned, upload.key(), Instant.EPOCH).orElseThrow();

    assertThat(server.store().keepsVersions(versioned)).isTrue();
    assertThat(server.store().read(first.ref(), first.eTag(), 0, 9)).hasContent("first");
    assertThat(server.store().head(first.ref()).map(ObjectInfo::ref)).contains(first.ref());
    assertThat(server.store().firstVersion(versioned, upload.key(), Instant.now().plusSeconds(60)))
        .isEmpty();
    assertThat(server.store().firstVersion(versioned, keys.upload("none"), Instant.EPOCH))
        .isEmpty();
  }

  @Test
  void with_versions_a_deletion_leaves_none() {
    assumeTrue(versioned != null, "this server keeps no versions");
    for (String name : List.of("manifest.json", "manifest.json", "results.zip", "results.zip")) {
      server.store().put(ObjectRef.of(versioned, keys.prefix() + name), new byte[1], "x/y");
    }
    client.deleteObject(request -> request.bucket(versioned).key(keys.results()));

    server.store().delete(versioned, List.of(keys.manifest()));
    assertThat(server.store().firstVersion(versioned, keys.manifest(), Instant.EPOCH)).isEmpty();
    server.store().deleteAll(versioned, keys.prefix());

    assertThat(
            client.listObjectVersions(request -> request.bucket(versioned).prefix(keys.prefix())))
        .satisfies(page -> assertThat(page.versions()).isEmpty())
        .satisfies(page -> assertThat(page.deleteMarkers()).isEmpty());
  }

  @Test
  void a_deletion_leaves_no_version_of_the_time_before_versions_were_suspended() {
    assumeTrue(versioned != null, "this server keeps no versions");
    String bucket = versionedBucket();
    try {
      for (String key : List.of(keys.manifest(), keys.results())) {
        server.store().put(ObjectRef.of(bucket, key), new byte[1], "x/y");
      }
      versioning(bucket, BucketVersioningStatus.SUSPENDED);

      assertThat(server.store().keepsVersions(bucket)).isFalse();
      server.store().delete(bucket, List.of(keys.manifest()));
      server.store().deleteAll(bucket, keys.prefix());

      assertThat(client.listObjectVersions(request -> request.bucket(bucket)))
          .satisfies(page -> assertThat(page.versions()).isEmpty())
          .satisfies(page -> assertThat(page.deleteMarkers()).isEmpty());
    } finally {
      TestStore.removeBucket(client, bucket);
    }
  }
}
