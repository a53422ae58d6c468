package dev.waybill.storage;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * S3 as this product needs it; the one place that knows S3. Thread-safe. Every call ends within the
 * configured time or throws {@link StoreException}.
 */
public interface ObjectStore extends AutoCloseable {

  /**
   * @throws StoreException never with NOT_FOUND
   */
  Optional<ObjectInfo> head(ObjectRef ref);

  /**
   * A stream of at most {@code length} bytes from {@code offset}; the caller closes it. {@code
   * eTag} pins it, null does not.
   */
  InputStream read(ObjectRef ref, String eTag, long offset, long length);

  /** The whole object as a stream; the caller closes it. */
  InputStream read(ObjectRef ref);

  /** Stores a small object whole (at most 16 MiB). */
  void put(ObjectRef ref, byte[] content, String contentType);

  /**
   * Stores an object of unknown size as it is written: multipart, bounded memory; nothing is
   * visible before {@link Upload#complete()}.
   */
  Upload upload(ObjectRef ref, String contentType);

  /** Server-side copy of any size the store allows, only if the source still has {@code eTag}. */
  ObjectInfo copy(ObjectRef from, String eTag, ObjectRef to);

  /** Whether the bucket keeps versions (asked once in a while, cached). */
  boolean keepsVersions(String bucket);

  /**
   * The first version of a key that is not older than {@code since}, where the bucket keeps
   * versions (later uploads change nothing: contract, idp).
   */
  Optional<ObjectInfo> firstVersion(String bucket, String key, Instant since);

  /** Every object below a prefix, in key order, page by page. */
  void list(String bucket, String prefix, Consumer<ObjectInfo> each);

  /**
   * Deletes every object below a prefix, all versions of them. Only prefixes of {@link JobKeys} are
   * accepted.
   */
  void deleteAll(String bucket, String prefix);

  /** Deletes objects, all versions of them. */
  void delete(String bucket, List<String> keys);

  /**
   * A presigned GET. {@code forClients} signs for the public endpoint, else for the internal one.
   */
  URI presignGet(ObjectRef ref, Duration life, boolean forClients, String downloadName);

  /** A presigned POST of exactly one key. */
  PresignedPost presignPost(PostPolicy policy, Instant now);

  @Override
  void close();

  /**
   * An output stream that becomes an object when completed; closed without that it leaves nothing
   * behind.
   */
  abstract class Upload extends java.io.OutputStream {
    public abstract ObjectInfo complete() throws java.io.IOException;
  }
}
