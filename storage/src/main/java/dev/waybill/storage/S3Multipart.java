package dev.waybill.storage;

import static dev.waybill.storage.S3Errors.translated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** One multipart upload, its parts in order. Nothing is visible before it is complete. */
final class S3Multipart {
  private final S3Client client;
  private final Duration timeout;
  private final ObjectRef to;
  private final String uploadId;
  private final List<CompletedPart> parts = new ArrayList<>();
  private long total;

  private S3Multipart(S3Client client, Duration timeout, ObjectRef to, String uploadId) {
    this.client = client;
    this.timeout = timeout;
    this.to = to;
    this.uploadId = uploadId;
  }

  /**
   * @param contentType null: the store's default
   */
  static S3Multipart begin(S3Client client, Duration timeout, ObjectRef to, String contentType) {
    String uploadId =
        translated(
            "UPLOAD",
            to.bucket(),
            to.key(),
            () ->
                client
                    .createMultipartUpload(
                        request ->
                            request.bucket(to.bucket()).key(to.key()).contentType(contentType))
                    .uploadId());
    return new S3Multipart(client, timeout, to, uploadId);
  }

  /** Of the next part, from 1. */
  int nextNumber() {
    return parts.size() + 1;
  }

  void send(RequestBody body, long bytes) {
    String eTag =
        translated(
            "UPLOAD",
            to.bucket(),
            to.key(),
            () ->
                client
                    .uploadPart(
                        request ->
                            request
                                .bucket(to.bucket())
                                .key(to.key())
                                .uploadId(uploadId)
                                .partNumber(nextNumber())
                                .overrideConfiguration(Transfers.within(timeout, bytes)),
                        body)
                    .eTag());
    sent(eTag, bytes);
  }

  /** A part out of another object, as long as that has the ETag. */
  void copy(ObjectRef from, String eTag, long offset, long bytes) {
    String copied =
        translated(
            "COPY to",
            to.bucket(),
            to.key(),
            () ->
                client
                    .uploadPartCopy(
                        request ->
                            request
                                .sourceBucket(from.bucket())
                                .sourceKey(from.key())
                                .sourceVersionId(from.versionId())
                                .copySourceIfMatch(eTag)
                                .copySourceRange("bytes=" + offset + "-" + (offset + bytes - 1))
                                .destinationBucket(to.bucket())
                                .destinationKey(to.key())
                                .uploadId(uploadId)
                                .partNumber(nextNumber())
                                .overrideConfiguration(Transfers.within(timeout, bytes)))
                    .copyPartResult()
                    .eTag());
    sent(copied, bytes);
  }

  private void sent(String eTag, long bytes) {
    parts.add(CompletedPart.builder().partNumber(nextNumber()).eTag(eTag).build());
    total += bytes;
  }

  CompleteMultipartUploadResponse complete() {
    return translated(
        "UPLOAD",
        to.bucket(),
        to.key(),
        () ->
            client.completeMultipartUpload(
                request ->
                    request
                        .bucket(to.bucket())
                        .key(to.key())
                        .uploadId(uploadId)
                        .multipartUpload(upload -> upload.parts(parts))
                        .overrideConfiguration(Transfers.within(timeout, total))));
  }

  void abort() {
    translated(
        "ABORT",
        to.bucket(),
        to.key(),
        () ->
            client.abortMultipartUpload(
                request -> request.bucket(to.bucket()).key(to.key()).uploadId(uploadId)));
  }
}
