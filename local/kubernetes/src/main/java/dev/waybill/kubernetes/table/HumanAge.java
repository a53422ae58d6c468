package dev.waybill.kubernetes.table;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Times as {@code kubectl get} shows them: how long ago, in at most two units. */
public final class HumanAge {
  private static final String UNKNOWN = "<unknown>";

  private HumanAge() {}

  /** The time from an RFC 3339 text until now. */
  public static String since(String time, Instant now) {
    try {
      return time.isEmpty()
          ? UNKNOWN
          : of(Duration.between(OffsetDateTime.parse(time).toInstant(), now));
    } catch (DateTimeException e) {
      return "<invalid>";
    }
  }

  /** The longer it is, the coarser it is told. */
  public static String of(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 120) {
      return seconds < -1 ? "<invalid>" : Math.max(0, seconds) + "s";
    }
    long minutes = seconds / 60;
    if (minutes < 180) {
      return minutes < 10 ? two(minutes, "m", seconds % 60, "s") : minutes + "m";
    }
    long hours = minutes / 60;
    if (hours < 48) {
      return hours < 8 ? two(hours, "h", minutes % 60, "m") : hours + "h";
    }
    long days = hours / 24;
    if (days < 730) {
      return days < 8 ? two(days, "d", hours % 24, "h") : days + "d";
    }
    return days < 2_920 ? two(days / 365, "y", days % 365, "d") : days / 365 + "y";
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    return small == 0 ? large + largeUnit : large + largeUnit + small + smallUnit;
  }
}
