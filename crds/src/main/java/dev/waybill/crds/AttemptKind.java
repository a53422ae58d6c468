package dev.waybill.crds;

/**
 * What became of an attempt. Only what is the file's own failure counts against its retries
 * (contract, batch).
 */
public enum AttemptKind {
  /** Claimed; its Job may or may not exist yet. */
  RUNNING('R', false),
  SUCCEEDED('S', true),
  /** The process exited with a code other than 0. */
  FAILED('F', true),
  TIMED_OUT('T', true),
  OUT_OF_MEMORY('O', true),
  /** The cluster ended it: eviction, preemption, drain, a lost node. */
  DISRUPTED('D', false),
  /** Its grants had run out before it started. */
  EXPIRED('E', false),
  CANCELLED('X', false);

  private final char code;
  private final boolean counted;

  AttemptKind(char code, boolean counted) {
    this.code = code;
    this.counted = counted;
  }

  public char code() {
    return code;
  }

  /** Whether it uses one of the file's {@code retryStrategy.attempts}. */
  public boolean counted() {
    return counted;
  }

  /**
   * @throws IllegalArgumentException for a character that is no kind's
   */
  public static AttemptKind of(char code) {
    for (AttemptKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("not an attempt kind: " + code);
  }
}
