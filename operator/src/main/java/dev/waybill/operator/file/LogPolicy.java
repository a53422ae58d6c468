package dev.waybill.operator.file;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;

/** Whose log has to be kept before its pod may go, and what is said where it is gone already. */
final class LogPolicy {
  private static final String BUILT_IN = "document";

  private LogPolicy() {}

  /**
   * The built-in worker stores its own when it succeeds; of every other attempt that has begun its
   * work, that is not certain.
   *
   * @param step what its pod did
   */
  static boolean wanted(Attempt attempt, String step) {
    return switch (attempt.kind()) {
      case RUNNING -> false;
      case SUCCEEDED -> !BUILT_IN.equals(step);
      case FAILED, TIMED_OUT, OUT_OF_MEMORY, DISRUPTED, EXPIRED, CANCELLED ->
          attempt.startedAt() != null;
    };
  }

  /** Where the pod is not there any more. */
  static String lost(Attempt attempt) {
    String reason = attempt.reason() == null ? "" : attempt.reason();
    boolean cluster =
        attempt.kind() == AttemptKind.DISRUPTED
            && (reason.startsWith("disrupted by the cluster")
                || reason.startsWith("its node does not answer"));
    return cluster ? "node gone" : "pod gone";
  }
}
