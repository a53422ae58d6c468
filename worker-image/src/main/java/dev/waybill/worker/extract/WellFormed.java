package dev.waybill.worker.extract;

/** Text that every JSON reader takes. */
final class WellFormed {
  private WellFormed() {}

  /** At most {@code max} characters, with U+FFFD for each half of a surrogate pair. */
  static String atMost(String text, int max) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), max));
    text.codePoints()
        .limit(max)
        .map(point -> Character.getType(point) == Character.SURROGATE ? '\uFFFD' : point)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
