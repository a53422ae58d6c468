package dev.waybill.operator.file;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.operator.pod.PodSeen;
import java.time.Instant;

/** An attempt as it is known next. */
final class Attempts {
  private Attempts() {}

  static Attempt ended(
      Attempt was, AttemptKind kind, Integer exitCode, Instant now, String reason) {
    return new Attempt(
        was.file(),
        was.number(),
        kind,
        exitCode,
        was.startedAt(),
        now,
        was.pod(),
        was.node(),
        reason);
  }

  /** Its pod was taken away before it had begun: the next one begins anew. */
  static Attempt held(Attempt was) {
    return new Attempt(
        was.file(), was.number(), was.kind(), null, null, null, null, null, was.reason());
  }

  static Attempt seen(Attempt was, PodSeen pod) {
    return new Attempt(
        was.file(),
        was.number(),
        was.kind(),
        null,
        pod.runningSince() == null ? was.startedAt() : pod.runningSince(),
        null,
        pod.name(),
        pod.node() == null ? was.node() : pod.node(),
        was.reason());
  }
}
