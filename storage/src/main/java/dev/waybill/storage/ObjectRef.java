package dev.waybill.storage;

/**
 * An object in the store.
 *
 * @param versionId null: the current version
 */
public record ObjectRef(String bucket, String key, String versionId) {
  public static ObjectRef of(String bucket, String key) {
    return new ObjectRef(bucket, key, null);
  }
}
