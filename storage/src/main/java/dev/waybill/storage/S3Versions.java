package dev.waybill.storage;

import static dev.waybill.storage.S3Errors.translated;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a bucket keeps beside an object's current version. */
final class S3Versions {
  private static final Duration REMEMBERED = Duration.ofMinutes(5);
  private static final int NOT_IMPLEMENTED = 501;

  /**
   * @param status null: the bucket never kept any
   */
  private record Answer(BucketVersioningStatus status, Instant at) {}

  private final S3Client client;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  S3Versions(S3Client client) {
    this.client = client;
  }

  /** Whether what is overwritten from now on stays. */
  boolean kept(String bucket) {
    return status(bucket) == BucketVersioningStatus.ENABLED;
  }

  /** Whether there may be older versions: those of before it was suspended stay as well. */
  boolean everKept(String bucket) {
    return status(bucket) != null;
  }

  private BucketVersioningStatus status(String bucket) {
    Instant now = Instant.now();
    Answer known = answers.get(bucket);
    if (known == null || known.at().plus(REMEMBERED).isBefore(now)) {
      known = new Answer(translated("VERSIONING", bucket, "", () -> ask(bucket)), now);
      answers.put(bucket, known);
    }
    return known.status();
  }

  private BucketVersioningStatus ask(String bucket) {
    try {
      return client.getBucketVersioning(request -> request.bucket(bucket)).status();
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_IMPLEMENTED) {
        return null;
      }
      throw e;
    }
  }

  Optional<ObjectInfo> first(String bucket, String key, Instant since) {
    return translated("VERSIONS", bucket, key, () -> oldest(bucket, key, since));
  }

  /** Versions of one key come newest first, and the key itself before those it is a prefix of. */
  private Optional<ObjectInfo> oldest(String bucket, String key, Instant since) {
    ObjectVersion oldest = null;
    for (ListObjectVersionsResponse page :
        client.listObjectVersionsPaginator(request -> request.bucket(bucket).prefix(key))) {
      for (ObjectVersion version : page.versions()) {
        if (version.key().equals(key) && !version.lastModified().isBefore(since)) {
          oldest = version;
        }
      }
      if (passed(page, key)) {
        break;
      }
    }
    return Optional.ofNullable(oldest).map(version -> info(bucket, version));
  }

  private static boolean passed(ListObjectVersionsResponse page, String key) {
    return page.nextKeyMarker() != null && !page.nextKeyMarker().equals(key);
  }

  private static ObjectInfo info(String bucket, ObjectVersion version) {
    return new ObjectInfo(
        new ObjectRef(bucket, version.key(), S3Objects.version(version.versionId())),
        version.eTag(),
        version.size(),
        version.lastModified());
  }

  /** Every version and delete marker below a prefix, key and version id. */
  void each(String bucket, String prefix, Consumer<ObjectRef> each) {
    translated(
        "VERSIONS",
        bucket,
        prefix,
        () -> {
          for (ListObjectVersionsResponse page :
              client.listObjectVersionsPaginator(
                  request -> request.bucket(bucket).prefix(prefix))) {
            page.versions()
                .forEach(v -> each.accept(new ObjectRef(bucket, v.key(), v.versionId())));
            page.deleteMarkers()
                .forEach(m -> each.accept(new ObjectRef(bucket, m.key(), m.versionId())));
          }
          return null;
        });
  }
}
