package dev.waybill.storage.grant;

import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.PostPolicy;
import dev.waybill.storage.PresignedPost;
import java.time.Duration;
import java.time.Instant;

/**
 * Mints grants of one job's files. Signing is local: no call goes to the store.
 *
 * @param archive as it was adopted: its version and ETag are what the grants read
 * @param maxObjectBytes of one object that a pod writes
 */
public record Grants(
    ObjectStore store,
    ObjectInfo archive,
    String outputBucket,
    JobKeys keys,
    Duration life,
    long maxObjectBytes) {

  /** For one file, all of its attempts; it ends with the credentials where those end earlier. */
  public Grant mint(int index, Instant now) {
    String prefix = keys.file(index);
    PresignedPost post =
        store.presignPost(
            new PostPolicy(outputBucket, prefix, true, null, 0, maxObjectBytes, life, false), now);
    String readUrl = store.presignGet(archive.ref(), life, false, null).toString();
    return new Grant(
        readUrl,
        archive.eTag(),
        post.url().toString(),
        post.fields(),
        prefix,
        maxObjectBytes,
        post.expiresAt().getEpochSecond());
  }
}
