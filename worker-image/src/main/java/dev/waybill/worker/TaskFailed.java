package dev.waybill.worker;

/** What was asked for cannot be done; the message is the reason that the job's owner is told. */
public class TaskFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean spent;

  public TaskFailed(String reason, boolean spent) {
    super(reason);
    this.spent = spent;
  }

  /** Whether this process should not be given another command. */
  boolean spent() {
    return spent;
  }
}
