package dev.waybill.storage.grant;

import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.PostPolicy;
import dev.waybill.storage.PresignedPost;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

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

  /**
   * For each of these files, all of its attempts; a grant ends with the credentials where those end
   * earlier. The archive is signed once, last, with the credentials that live longest.
   *
   * @return by the file's index
   */
  public Map<Integer, Grant> mint(Collection<Integer> files, Instant now) {
    Map<Integer, PresignedPost> posts = new HashMap<>();
    files.forEach(file -> posts.put(file, post(keys.file(file), now)));
    String readUrl = store.presignGet(archive.ref(), life, false, null).toString();
    Map<Integer, Grant> grants = new HashMap<>();
    posts.forEach((file, post) -> grants.put(file, grant(readUrl, keys.file(file), post)));
    return grants;
  }

  private PresignedPost post(String prefix, Instant now) {
    return store.presignPost(
        new PostPolicy(outputBucket, prefix, true, null, 0, maxObjectBytes, life, false), now);
  }

  private Grant grant(String readUrl, String prefix, PresignedPost post) {
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
