package dev.waybill.worker.extract;

/** The document cannot be processed; the message is the reason that its owner is told. */
public class Unprocessable extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean processSpent;

  public Unprocessable(String reason) {
    this(reason, false);
  }

  Unprocessable(String reason, boolean processSpent) {
    super(reason);
    this.processSpent = processSpent;
  }

  /**
   * Whether a parser was interrupted, or could not even be: it may still run, and what it was
   * initialising stays broken. This process should not be given another document.
   */
  public boolean processSpent() {
    return processSpent;
  }
}
