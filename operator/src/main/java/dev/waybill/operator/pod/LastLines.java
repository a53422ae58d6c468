package dev.waybill.operator.pod;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The end of what a container wrote, where people look first. */
final class LastLines {
  /** Between lines that are shown as one. */
  private static final String BREAK = " | ";

  private LastLines() {}

  /**
   * As many whole lines from the end as fit, in one; of a last line that does not, its end.
   *
   * @param text null is the empty text
   */
  static String of(String text, int max) {
    List<String> lines =
        text == null
            ? List.of()
            : text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    Deque<String> kept = new ArrayDeque<>();
    int used = 0;
    for (String line : lines.reversed()) {
      used += line.length() + (kept.isEmpty() ? 0 : BREAK.length());
      if (used > max && !kept.isEmpty()) {
        break;
      }
      kept.addFirst(end(line, max));
    }
    return String.join(BREAK, kept);
  }

  private static String end(String line, int max) {
    int points = line.codePointCount(0, line.length());
    return points <= max
        ? line
        : "…" + line.substring(line.offsetByCodePoints(line.length(), 1 - max));
  }
}
