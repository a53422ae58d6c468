package dev.waybill.kubernetes.store;

/**
 * One committed write.
 *
 * @param revision the store's revision that this write made
 * @param previous what was there before; null where nothing was
 * @param current what is there now; of a deletion, what was there last, under the new revision
 * @param deleted whether the object is gone
 */
public record Change(
    long revision, ObjectKey key, StoredObject previous, StoredObject current, boolean deleted) {
  int bytes() {
    return current.json().length + (previous == null ? 0 : previous.json().length);
  }
}
