package dev.waybill.storage;

import static dev.waybill.storage.S3Errors.translated;

import dev.waybill.storage.StoreException.Kind;
import dev.waybill.storage.text.DisplayText;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Deletes keys of {@link JobKeys}, and no other, all versions of them. */
record S3Deletions(S3Client client, S3Versions versions, S3Objects objects) {
  void deleteAll(String bucket, String prefix) {
    if (!JobKeys.isPrefix(prefix)) {
      throw new IllegalArgumentException("not a prefix of ours: " + DisplayText.of(prefix));
    }
    Batches batches = new Batches(bucket);
    if (versions.everKept(bucket)) {
      versions.each(bucket, prefix, batches::add);
    } else {
      objects.list(bucket, prefix, found -> batches.add(found.ref()));
    }
    batches.flush();
  }

  void delete(String bucket, List<String> keys) {
    for (String key : keys) {
      if (!JobKeys.isKey(key)) {
        throw new IllegalArgumentException("not a key of ours: " + DisplayText.of(key));
      }
    }
    Batches batches = new Batches(bucket);
    for (String key : keys) {
      if (versions.everKept(bucket)) {
        versions.each(
            bucket,
            key,
            found -> {
              if (found.key().equals(key)) {
                batches.add(found);
              }
            });
      } else {
        batches.add(ObjectRef.of(bucket, key));
      }
    }
    batches.flush();
  }

  private final class Batches {
    private final String bucket;
    private final List<ObjectIdentifier> waiting = new ArrayList<>();

    Batches(String bucket) {
      this.bucket = bucket;
    }

    void add(ObjectRef ref) {
      waiting.add(ObjectIdentifier.builder().key(ref.key()).versionId(ref.versionId()).build());
      if (waiting.size() == objects.page()) {
        flush();
      }
    }

    void flush() {
      if (waiting.isEmpty()) {
        return;
      }
      List<S3Error> errors =
          translated(
              "DELETE",
              bucket,
              waiting.getFirst().key(),
              () ->
                  client
                      .deleteObjects(
                          request ->
                              request
                                  .bucket(bucket)
                                  .delete(delete -> delete.objects(waiting).quiet(true)))
                      .errors());
      waiting.clear();
      if (!errors.isEmpty()) {
        S3Error first = errors.getFirst();
        throw new StoreException(
            "AccessDenied".equals(first.code()) ? Kind.DENIED : Kind.UNAVAILABLE,
            "DELETE s3://" + bucket + "/" + DisplayText.of(first.key()) + ": " + first.code(),
            null);
      }
    }
  }
}
