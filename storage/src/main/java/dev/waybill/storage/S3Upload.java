package dev.waybill.storage;

import static dev.waybill.storage.S3Errors.translated;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** An upload that holds one part in memory; what fits into one part is a plain PUT. */
final class S3Upload extends ObjectStore.Upload {
  private static final Logger LOG = LoggerFactory.getLogger(S3Upload.class);
  private static final int FIRST_BUFFER_BYTES = 64 << 10;

  private final S3Client client;
  private final Duration timeout;
  private final ObjectRef ref;
  private final String contentType;
  private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
  private int buffered;
  private long total;

  /** Null while everything fits into one part. */
  private S3Multipart parts;

  private boolean ended;

  S3Upload(S3Client client, Duration timeout, ObjectRef ref, String contentType) {
    this.client = client;
    this.timeout = timeout;
    this.ref = ref;
    this.contentType = contentType;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    checkOpen();
    int at = from;
    int left = length;
    while (left > 0) {
      int limit = PartSizes.bytes(parts == null ? 1 : parts.nextNumber());
      if (buffered == limit) {
        sendPart();
        continue;
      }
      int now = Math.min(left, limit - buffered);
      reserve(buffered + now, limit);
      System.arraycopy(bytes, at, buffer, buffered, now);
      buffered += now;
      total += now;
      at += now;
      left -= now;
    }
  }

  private void reserve(int needed, int limit) {
    if (needed > buffer.length) {
      long twice = Math.max(needed, buffer.length * 2L);
      buffer = Arrays.copyOf(buffer, (int) Math.min(limit, twice));
    }
  }

  private void sendPart() {
    if (parts == null) {
      parts = S3Multipart.begin(client, timeout, ref, contentType);
    }
    parts.send(body(), buffered);
    buffered = 0;
  }

  private RequestBody body() {
    int length = buffered;
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(buffer, 0, length), length, contentType);
  }

  @Override
  public ObjectInfo complete() throws IOException {
    checkOpen();
    ObjectInfo stored = parts == null ? putWhole() : completeParts();
    ended = true;
    buffer = null;
    return stored;
  }

  private ObjectInfo putWhole() {
    PutObjectResponse stored =
        translated(
            "PUT",
            ref.bucket(),
            ref.key(),
            () ->
                client.putObject(
                    request ->
                        request
                            .bucket(ref.bucket())
                            .key(ref.key())
                            .contentType(contentType)
                            .overrideConfiguration(Transfers.within(timeout, buffered)),
                    body()));
    return info(stored.versionId(), stored.eTag());
  }

  private ObjectInfo completeParts() {
    if (buffered > 0) {
      sendPart();
    }
    CompleteMultipartUploadResponse stored = parts.complete();
    return info(stored.versionId(), told(stored.eTag()));
  }

  /** Ceph answers without an ETag, or with an empty one. */
  private String told(String eTag) {
    return eTag == null || eTag.isEmpty()
        ? new S3Objects(client, S3Objects.LARGEST_PAGE).head(ref).map(ObjectInfo::eTag).orElse("")
        : eTag;
  }

  private ObjectInfo info(String versionId, String eTag) {
    ObjectRef exact = new ObjectRef(ref.bucket(), ref.key(), S3Objects.version(versionId));
    return new ObjectInfo(exact, eTag, total, Instant.now());
  }

  private void checkOpen() throws IOException {
    if (ended) {
      throw new IOException("the upload has ended");
    }
  }

  @Override
  public void close() {
    if (ended) {
      return;
    }
    ended = true;
    buffer = null;
    if (parts == null) {
      return;
    }
    try {
      parts.abort();
    } catch (StoreException e) {
      LOG.warn("parts of an upload stay behind: {}", e.getMessage());
    }
  }
}
