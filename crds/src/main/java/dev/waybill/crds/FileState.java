package dev.waybill.crds;

/** A file's state; each is one character of a slice's {@code status.states}. */
public enum FileState {
  QUEUED('Q'),
  IN_PROGRESS('R'),
  COMPLETED('C'),
  FAILED('F'),
  ABORTED('A');

  private final char code;

  FileState(char code) {
    this.code = code;
  }

  public char code() {
    return code;
  }

  public boolean terminal() {
    return this == COMPLETED || this == FAILED || this == ABORTED;
  }

  /**
   * Whether a file may go from this state to {@code next}: back to the queue only from a failed
   * attempt.
   */
  public boolean mayBecome(FileState next) {
    return this == next
        || switch (this) {
          case QUEUED -> next == IN_PROGRESS || next == FAILED || next == ABORTED;
          case IN_PROGRESS -> true;
          case COMPLETED, FAILED, ABORTED -> false;
        };
  }

  /**
   * @throws IllegalArgumentException for a character that is no state's
   */
  public static FileState of(char code) {
    for (FileState state : values()) {
      if (state.code == code) {
        return state;
      }
    }
    throw new IllegalArgumentException("not a file state: " + code);
  }
}
