package dev.waybill.operator.pod;

import java.time.DateTimeException;
import java.time.Instant;

/** Times as the Kubernetes API writes them. */
final class Times {
  private Times() {}

  /**
   * Null for null, for what is no RFC 3339 time, and for the year 1970, which is what a kubelet
   * says of a container that never started.
   */
  static Instant parse(String time) {
    if (time == null) {
      return null;
    }
    try {
      Instant instant = Instant.parse(time);
      return instant.equals(Instant.EPOCH) ? null : instant;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
