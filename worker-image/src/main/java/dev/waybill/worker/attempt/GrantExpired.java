package dev.waybill.worker.attempt;

import dev.waybill.worker.TaskFailed;

/** The grant had run out before its step began: not a failure of the file's. */
public final class GrantExpired extends TaskFailed {
  private static final long serialVersionUID = 1L;

  GrantExpired() {
    super("the grant had run out before this step began", false);
  }
}
