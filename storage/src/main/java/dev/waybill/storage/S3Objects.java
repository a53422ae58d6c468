package dev.waybill.storage;

import static dev.waybill.storage.S3Errors.translated;

import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.paginators.ListObjectsV2Iterable;

/**
 * Looks objects up.
 *
 * @param page how many one call lists or deletes; 1,000 at most
 */
record S3Objects(S3Client client, int page) {
  static final int LARGEST_PAGE = 1_000;

  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int NOT_FOUND = 404;

  Optional<ObjectInfo> head(ObjectRef ref) {
    return translated("HEAD", ref.bucket(), ref.key(), () -> headOrEmpty(ref));
  }

  private Optional<ObjectInfo> headOrEmpty(ObjectRef ref) {
    try {
      HeadObjectResponse found =
          client.headObject(
              request -> request.bucket(ref.bucket()).key(ref.key()).versionId(ref.versionId()));
      ObjectRef exact = new ObjectRef(ref.bucket(), ref.key(), version(found.versionId()));
      return Optional.of(
          new ObjectInfo(exact, found.eTag(), found.contentLength(), found.lastModified()));
    } catch (S3Exception e) {
      // 405 is a HEAD of a version that is a delete marker.
      if (e.statusCode() == NOT_FOUND || e.statusCode() == METHOD_NOT_ALLOWED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  void list(String bucket, String prefix, Consumer<ObjectInfo> each) {
    translated(
        "LIST",
        bucket,
        prefix,
        () -> {
          ListObjectsV2Iterable pages =
              client.listObjectsV2Paginator(
                  request -> request.bucket(bucket).prefix(prefix).maxKeys(page));
          pages
              .contents()
              .forEach(
                  found ->
                      each.accept(
                          new ObjectInfo(
                              ObjectRef.of(bucket, found.key()),
                              found.eTag(),
                              found.size(),
                              found.lastModified())));
          return null;
        });
  }

  /** Null for an object of a bucket that keeps none: S3 says {@code null} there, as a word. */
  static String version(String versionId) {
    return "null".equals(versionId) ? null : versionId;
  }
}
