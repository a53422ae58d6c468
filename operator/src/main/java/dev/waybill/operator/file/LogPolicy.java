package dev.waybill.operator.file;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.operator.pod.AttemptJob;

/** Whose log has to be kept before its pod may go, and what is said where it is gone already. */
final class LogPolicy {
  /** Begins the reason of an attempt that was given up because of its node. */
  static final String SILENT_NODE = "its node does not answer: ";

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
      case SUCCEEDED -> !AttemptJob.DOCUMENT.equals(step);
      case FAILED, TIMED_OUT, OUT_OF_MEMORY, DISRUPTED, EXPIRED, CANCELLED ->
          attempt.startedAt() != null;
    };
  }

  /**
   * Whether there is somebody to ask: a node that does not answer takes the API server half a
   * minute each time, and has as many logs as it had pods.
   */
  static boolean readable(Attempt attempt) {
    return attempt.reason() == null || !attempt.reason().startsWith(SILENT_NODE);
  }

  /** Where the pod is not there any more. */
  static String lost(Attempt attempt) {
    String reason = attempt.reason() == null ? "" : attempt.reason();
    boolean cluster =
        attempt.kind() == AttemptKind.DISRUPTED
            && (reason.startsWith("disrupted by the cluster") || reason.startsWith(SILENT_NODE));
    return cluster ? "node gone" : "pod gone";
  }
}
