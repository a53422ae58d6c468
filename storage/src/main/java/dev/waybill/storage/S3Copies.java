package dev.waybill.storage;

import static dev.waybill.storage.S3Errors.translated;

import dev.waybill.storage.StoreException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Copies by the store itself: no byte passes through here. */
record S3Copies(S3Client client, Duration timeout, S3Objects objects, Limits limits) {
  static final Limits AWS_LIMITS = new Limits(5L << 30, 1L << 30);

  /**
   * @param wholeBytes the largest object that one call copies
   * @param partBytes of a copy in parts
   */
  record Limits(long wholeBytes, long partBytes) {}

  ObjectInfo copy(ObjectRef from, String eTag, ObjectRef to) {
    long size =
        objects
            .head(from)
            .orElseThrow(
                () -> new StoreException(Kind.NOT_FOUND, "COPY of " + from.key() + ": 404", null))
            .size();
    if (size <= limits.wholeBytes()) {
      whole(from, eTag, to, size);
    } else {
      inParts(from, eTag, to, size);
    }
    return objects
        .head(to)
        .orElseThrow(
            () -> new StoreException(Kind.UNAVAILABLE, "COPY to " + to.key() + ": gone", null));
  }

  private void whole(ObjectRef from, String eTag, ObjectRef to, long size) {
    copying(
        to,
        () ->
            client.copyObject(
                request ->
                    request
                        .sourceBucket(from.bucket())
                        .sourceKey(from.key())
                        .sourceVersionId(from.versionId())
                        .copySourceIfMatch(eTag)
                        .destinationBucket(to.bucket())
                        .destinationKey(to.key())
                        .overrideConfiguration(Transfers.within(timeout, size))));
  }

  private void inParts(ObjectRef from, String eTag, ObjectRef to, long size) {
    String uploadId =
        copying(
            to,
            () ->
                client
                    .createMultipartUpload(request -> request.bucket(to.bucket()).key(to.key()))
                    .uploadId());
    try {
      List<CompletedPart> parts = new ArrayList<>();
      long partBytes = Math.max(limits.partBytes(), Math.ceilDiv(size, PartSizes.MAX_PARTS));
      for (long at = 0; at < size; at += partBytes) {
        long last = Math.min(size, at + partBytes) - 1;
        parts.add(part(from, eTag, to, uploadId, parts.size() + 1, at, last));
      }
      copying(
          to,
          () ->
              client.completeMultipartUpload(
                  request ->
                      request
                          .bucket(to.bucket())
                          .key(to.key())
                          .uploadId(uploadId)
                          .multipartUpload(upload -> upload.parts(parts))
                          .overrideConfiguration(Transfers.within(timeout, size))));
    } catch (RuntimeException e) {
      abort(to, uploadId, e);
      throw e;
    }
  }

  private CompletedPart part(
      ObjectRef from, String eTag, ObjectRef to, String uploadId, int number, long at, long last) {
    String copied =
        copying(
            to,
            () ->
                client
                    .uploadPartCopy(
                        request ->
                            request
                                .sourceBucket(from.bucket())
                                .sourceKey(from.key())
                                .sourceVersionId(from.versionId())
                                .copySourceIfMatch(eTag)
                                .copySourceRange("bytes=" + at + "-" + last)
                                .destinationBucket(to.bucket())
                                .destinationKey(to.key())
                                .uploadId(uploadId)
                                .partNumber(number)
                                .overrideConfiguration(Transfers.within(timeout, last - at)))
                    .copyPartResult()
                    .eTag());
    return CompletedPart.builder().partNumber(number).eTag(copied).build();
  }

  private void abort(ObjectRef to, String uploadId, RuntimeException reason) {
    try {
      copying(
          to,
          () ->
              client.abortMultipartUpload(
                  request -> request.bucket(to.bucket()).key(to.key()).uploadId(uploadId)));
    } catch (StoreException e) {
      reason.addSuppressed(e);
    }
  }

  private static <T> T copying(ObjectRef to, Supplier<T> call) {
    return translated("COPY to", to.bucket(), to.key(), call);
  }
}
