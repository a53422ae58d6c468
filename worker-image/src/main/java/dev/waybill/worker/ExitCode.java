package dev.waybill.worker;

/** Exit codes, which the operator reads as evidence. */
public final class ExitCode {
  public static final int DONE = 0;

  /** The document cannot be processed; the message has the reason. */
  public static final int FAILED = 1;

  public static final int WRONG_USE = 2;

  /** The store refused, or this machine's disk was in the way. */
  public static final int STORAGE = 3;

  /** As if the kernel had killed the process for its memory: 128 and SIGKILL. */
  public static final int OUT_OF_MEMORY = 137;

  private ExitCode() {}
}
