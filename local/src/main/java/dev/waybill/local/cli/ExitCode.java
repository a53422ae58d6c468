package dev.waybill.local.cli;

/** What {@code waybill} exits with; 130 on Ctrl-C is the JVM's own. */
public final class ExitCode {
  /** All files completed. */
  public static final int DONE = 0;

  /** No file completed, the job failed, or the command could not do its work. */
  public static final int FAILED = 1;

  public static final int USAGE = 2;

  /** Some files completed, and some did not. */
  public static final int PARTIAL = 3;

  private ExitCode() {}

  /**
   * @param status a job's, one of the contract's ends
   */
  static int of(String status) {
    return switch (status) {
      case "SUCCEEDED" -> DONE;
      case "PARTIALLY_SUCCEEDED" -> PARTIAL;
      default -> FAILED;
    };
  }
}
