package dev.waybill.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

class LongNamesTest {
  private static final String BUCKET = "inbox";
  private static final String LONGEST = "jobs/1/" + "x".repeat(251) + ".zip";

  @TempDir Path folder;
  private BlobStore store;

  @BeforeEach
  void open() {
    store = new LongNames(new FilesystemNio2BlobStore(folder.toString()));
    store.createContainer(BUCKET);
  }

  static Stream<String> keys() {
    return Stream.of(
        "a.zip",
        "jobs/1/" + "x".repeat(SplitNames.MAX_BYTES),
        "jobs/1/" + "x".repeat(SplitNames.MAX_BYTES + 1),
        LONGEST,
        "jobs/1/" + "ä".repeat(125) + "x.zip",
        "jobs/1/x" + "😀".repeat(62) + ".zip",
        "y".repeat(300) + "/" + "z".repeat(600) + "/data");
  }

  private void put(String key) {
    store.putBlob(
        PutObjectRequest.builder().bucket(BUCKET).key(key).contentLength(5L).build(),
        new ByteArrayInputStream("hello".getBytes(UTF_8)));
  }

  private String get(String key) throws IOException {
    try (var content = store.getBlob(BUCKET, key)) {
      return new String(content.readAllBytes(), UTF_8);
    }
  }

  private List<String> listed(String prefix) {
    return store
        .list(ListObjectsV2Request.builder().bucket(BUCKET).prefix(prefix).build())
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void an_object_is_found_listed_and_removed_by_its_own_key(String key) throws Exception {
    put(key);

    assertThat(get(key)).isEqualTo("hello");
    assertThat(store.blobExists(BUCKET, key)).isTrue();
    assertThat(store.blobMetadata(BUCKET, key).contentLength()).isEqualTo(5);
    for (int end = 0; end < key.length(); end = key.offsetByCodePoints(end, 1)) {
      assertThat(listed(key.substring(0, end))).containsExactly(key);
    }
    assertThat(listed(key)).containsExactly(key);
    assertThat(listed(key + "x")).isEmpty();

    store.removeBlob(BUCKET, key);

    assertThat(store.blobExists(BUCKET, key)).isFalse();
    try (Stream<Path> left = Files.walk(folder.resolve(BUCKET))) {
      assertThat(left).containsExactly(folder.resolve(BUCKET));
    }
  }

  @Test
  void pages_go_on_where_the_last_one_ended() {
    List<String> all = Stream.of("a", "b", "c").map(last -> LONGEST + last).toList();
    all.forEach(this::put);
    var first = ListObjectsV2Request.builder().bucket(BUCKET).prefix("jobs/").maxKeys(1).build();

    ListObjectsV2Response page = store.list(first);
    String token = page.nextContinuationToken();
    ListObjectsV2Response second = store.list(first.toBuilder().continuationToken(token).build());
    ListObjectsV2Response last = store.list(first.toBuilder().startAfter(all.get(1)).build());

    assertThat(Stream.of(page, second, last).map(p -> p.contents().getFirst().key()))
        .containsExactlyElementsOf(all);
  }

  @Test
  void a_copy_may_have_a_long_name_and_be_of_one() throws Exception {
    put(LONGEST);

    store.copyBlob(
        CopyObjectRequest.builder()
            .sourceBucket(BUCKET)
            .sourceKey(LONGEST)
            .destinationBucket(BUCKET)
            .destinationKey(LONGEST + "2")
            .build());

    assertThat(get(LONGEST + "2")).isEqualTo("hello");
  }

  @Test
  void an_upload_in_parts_may_have_a_long_name() throws Exception {
    var upload =
        store.initiateMultipartUpload(
            CreateMultipartUploadRequest.builder().bucket(BUCKET).key(LONGEST).build());
    assertThat(store.listMultipartUploads(BUCKET)).extracting("key").containsExactly(LONGEST);

    var part =
        store.uploadMultipartPart(
            upload,
            UploadPartRequest.builder().partNumber(10_000).contentLength(5L).build(),
            new ByteArrayInputStream("parts".getBytes(UTF_8)));
    assertThat(store.listMultipartUpload(upload)).hasSize(1);
    CompletedPart completed = CompletedPart.builder().partNumber(10_000).eTag(part.eTag()).build();
    store.completeMultipartUpload(
        upload,
        CompleteMultipartUploadRequest.builder()
            .bucket(BUCKET)
            .key(LONGEST)
            .multipartUpload(parts -> parts.parts(completed))
            .build());

    assertThat(get(LONGEST)).isEqualTo("parts");
    assertThat(listed("jobs/")).containsExactly(LONGEST);
  }
}
