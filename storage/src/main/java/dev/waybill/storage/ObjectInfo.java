package dev.waybill.storage;

import java.time.Instant;

/**
 * What a HEAD or a listing tells of an object.
 *
 * @param ref with the version, where the bucket keeps versions
 * @param eTag as the store gives it, quotes included
 * @param size in bytes
 */
public record ObjectInfo(ObjectRef ref, String eTag, long size, Instant lastModified) {
  /** Whether it was written at that time or later, by the store's clock. */
  public boolean writtenSince(Instant time) {
    return !lastModified.isBefore(time);
  }
}
