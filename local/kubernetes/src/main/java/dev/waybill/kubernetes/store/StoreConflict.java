package dev.waybill.kubernetes.store;

/** The object is no longer, or already, at another revision than the writer had seen. */
public final class StoreConflict extends Exception {
  private static final long serialVersionUID = 1L;

  StoreConflict(ObjectKey key) {
    super(key.path(), null, false, false);
  }
}
