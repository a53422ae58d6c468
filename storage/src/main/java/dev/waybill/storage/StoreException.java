package dev.waybill.storage;

/**
 * The store did not do what was asked. The message names bucket and key, never a credential or a
 * signed URL.
 */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, as far as callers act on it. */
  public enum Kind {
    NOT_FOUND,
    /** If-Match failed: the object is not the one that was asked for. */
    CHANGED,
    DENIED,
    /** Anything that may pass: time-outs, connections refused, 5xx. */
    UNAVAILABLE
  }

  private final Kind kind;

  public StoreException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
