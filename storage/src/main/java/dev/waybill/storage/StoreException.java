package dev.waybill.storage;

import java.util.Set;

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
    /** The store refuses: no permission, expired, too large, not understood. */
    DENIED,
    /** Anything that may pass: time-outs, connections refused, 5xx. */
    UNAVAILABLE;

    /** Of what may pass, beside all from 500 on: time-out, conflict, too early, too many. */
    private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429);

    private static final int NOT_IMPLEMENTED = 501;

    /** S3's words, with a 400, for a client that stalled while it sent. */
    private static final String STALLED = "RequestTimeout";

    /**
     * Of an answer that is no success.
     *
     * @param status of HTTP
     * @param code of S3's error document, "" where there is none
     */
    public static Kind of(int status, String code) {
      if (code.equals(STALLED)) {
        return UNAVAILABLE;
      }
      return switch (status) {
        case 404 -> NOT_FOUND;
        case 412 -> CHANGED;
        case NOT_IMPLEMENTED -> DENIED;
        default -> status >= 500 || PASSING.contains(status) ? UNAVAILABLE : DENIED;
      };
    }
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
