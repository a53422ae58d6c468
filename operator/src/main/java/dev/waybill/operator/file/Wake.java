package dev.waybill.operator.file;

import java.time.Instant;

/** The earliest of the times that something is waited for. */
final class Wake {
  private Instant at;

  void at(Instant time) {
    if (at == null || time.isBefore(at)) {
      at = time;
    }
  }

  /** Null where nothing is waited for. */
  Instant at() {
    return at;
  }
}
