package dev.waybill.storage;

import static dev.waybill.storage.S3Errors.translated;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** A multipart upload that holds one part in memory; what fits into one part is a plain PUT. */
final class S3Upload extends ObjectStore.Upload {
  private static final Logger LOG = LoggerFactory.getLogger(S3Upload.class);

  private final S3Client client;
  private final Duration timeout;
  private final ObjectRef ref;
  private final String contentType;
  private final List<CompletedPart> parts = new ArrayList<>();
  private byte[] buffer = new byte[64 << 10];
  private int buffered;
  private long total;
  private String uploadId;
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
    if (ended) {
      throw new IOException("the upload has ended");
    }
    int at = from;
    int left = length;
    while (left > 0) {
      int limit = PartSizes.bytes(parts.size() + 1);
      if (buffered == limit) {
        sendPart();
        continue;
      }
      int now = Math.min(left, limit - buffered);
      reserve(buffered + now, limit);
      System.arraycopy(bytes, at, buffer, buffered, now);
      buffered += now;
      at += now;
      left -= now;
    }
  }

  private void reserve(int needed, int limit) {
    if (needed > buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(limit, Math.max(needed, buffer.length * 2L)));
    }
  }

  private void sendPart() {
    if (uploadId == null) {
      uploadId =
          translated(
              "UPLOAD",
              ref.bucket(),
              ref.key(),
              () ->
                  client
                      .createMultipartUpload(
                          request ->
                              request.bucket(ref.bucket()).key(ref.key()).contentType(contentType))
                      .uploadId());
    }
    int number = parts.size() + 1;
    String eTag =
        translated(
            "UPLOAD",
            ref.bucket(),
            ref.key(),
            () ->
                client
                    .uploadPart(
                        request ->
                            request
                                .bucket(ref.bucket())
                                .key(ref.key())
                                .uploadId(uploadId)
                                .partNumber(number)
                                .overrideConfiguration(Transfers.within(timeout, buffered)),
                        body())
                    .eTag());
    parts.add(CompletedPart.builder().partNumber(number).eTag(eTag).build());
    total += buffered;
    buffered = 0;
  }

  private RequestBody body() {
    int length = buffered;
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(buffer, 0, length), length, contentType);
  }

  @Override
  public ObjectInfo complete() throws IOException {
    if (ended) {
      throw new IOException("the upload has ended");
    }
    Sent sent = uploadId == null ? putWhole() : completeParts();
    ended = true;
    buffer = null;
    return new ObjectInfo(
        new ObjectRef(ref.bucket(), ref.key(), S3Objects.version(sent.versionId())),
        sent.eTag(),
        total,
        Instant.now());
  }

  private record Sent(String eTag, String versionId) {}

  private Sent putWhole() {
    var stored =
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
    total = buffered;
    return new Sent(stored.eTag(), stored.versionId());
  }

  private Sent completeParts() {
    if (buffered > 0) {
      sendPart();
    }
    var stored =
        translated(
            "UPLOAD",
            ref.bucket(),
            ref.key(),
            () ->
                client.completeMultipartUpload(
                    request ->
                        request
                            .bucket(ref.bucket())
                            .key(ref.key())
                            .uploadId(uploadId)
                            .multipartUpload(upload -> upload.parts(parts))
                            .overrideConfiguration(Transfers.within(timeout, total))));
    return new Sent(stored.eTag(), stored.versionId());
  }

  @Override
  public void close() {
    if (ended) {
      return;
    }
    ended = true;
    buffer = null;
    if (uploadId == null) {
      return;
    }
    try {
      translated(
          "ABORT",
          ref.bucket(),
          ref.key(),
          () ->
              client.abortMultipartUpload(
                  request -> request.bucket(ref.bucket()).key(ref.key()).uploadId(uploadId)));
    } catch (StoreException e) {
      LOG.warn("parts of an upload stay behind: {}", e.getMessage());
    }
  }
}
