package dev.waybill.operator.pod;

import java.time.DateTimeException;
import java.time.Instant;

/** Times as the Kubernetes API writes them. */
final class Times {
  private Times() {}

  /** Null for null and for what is no RFC 3339 time. */
  static Instant parse(String time) {
    if (time == null) {
      return null;
    }
    try {
      return Instant.parse(time);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
