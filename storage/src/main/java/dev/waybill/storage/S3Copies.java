package dev.waybill.storage;

import static dev.waybill.storage.S3Errors.translated;

import dev.waybill.storage.StoreException.Kind;
import dev.waybill.storage.text.DisplayText;
import java.time.Duration;
import software.amazon.awssdk.services.s3.S3Client;

/** Copies by the store itself: no byte passes through here. */
record S3Copies(S3Client client, Duration timeout, S3Objects objects, Limits limits) {
  static final Limits AWS_LIMITS = new Limits(5L << 30, 1L << 30);

  /**
   * @param wholeBytes the largest object that one call copies
   * @param partBytes of a copy in parts
   */
  record Limits(long wholeBytes, long partBytes) {}

  ObjectInfo copy(ObjectRef from, String eTag, ObjectRef to) {
    long size = objects.head(from).orElseThrow(() -> gone(from, Kind.NOT_FOUND)).size();
    if (size <= limits.wholeBytes()) {
      whole(from, eTag, to, size);
    } else {
      inParts(from, eTag, to, size);
    }
    return objects.head(to).orElseThrow(() -> gone(to, Kind.UNAVAILABLE));
  }

  private static StoreException gone(ObjectRef ref, Kind kind) {
    String place = "s3://" + ref.bucket() + "/" + DisplayText.of(ref.key());
    return new StoreException(kind, "COPY: nothing at " + place, null);
  }

  private void whole(ObjectRef from, String eTag, ObjectRef to, long size) {
    translated(
        "COPY to",
        to.bucket(),
        to.key(),
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
    S3Multipart parts = S3Multipart.begin(client, timeout, to, null);
    try {
      long partBytes = Math.max(limits.partBytes(), Math.ceilDiv(size, PartSizes.MAX_PARTS));
      for (long at = 0; at < size; at += partBytes) {
        parts.copy(from, eTag, at, Math.min(partBytes, size - at));
      }
      parts.complete();
    } catch (RuntimeException e) {
      try {
        parts.abort();
      } catch (StoreException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }
}
