package dev.waybill.local.pool;

/**
 * How a task ended.
 *
 * @param message the container's termination message, empty where it left none
 * @param cause what ended it
 */
public record Ended(int exitCode, String message, Cause cause) {
  static final int KILLED = 137;

  /** What ended a task. */
  public enum Cause {
    /** The worker itself, whatever its exit code. */
    EXIT,
    OUT_OF_MEMORY,
    /** {@link ChildPool.Run#kill}. */
    KILL
  }

  /** A worker that ran out of memory and could still say so exits with what a memory kill gives. */
  static Ended byItself(int exitCode, String message) {
    return new Ended(exitCode, message, exitCode == KILLED ? Cause.OUT_OF_MEMORY : Cause.EXIT);
  }

  static Ended killed() {
    return new Ended(KILLED, "", Cause.KILL);
  }

  static Ended outOfMemory() {
    return new Ended(KILLED, "", Cause.OUT_OF_MEMORY);
  }
}
