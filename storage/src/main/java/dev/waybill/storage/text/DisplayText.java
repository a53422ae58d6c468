package dev.waybill.storage.text;

/**
 * The one function that text from outside (entry names, parser messages, container output) passes
 * before it reaches a log, event, status or terminal.
 */
public final class DisplayText {
  public static final int MAX = 1024;

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private DisplayText() {}

  /**
   * Controls, ANSI escapes, bidi marks and line separators escaped; at most 1,024 characters. Null
   * is the empty text.
   */
  public static String of(String text) {
    return of(text, MAX);
  }

  /**
   * The same, at most {@code max} characters (code points); what was cut off shows as an ellipsis.
   */
  public static String of(String text, int max) {
    if (text == null || max <= 0) {
      return "";
    }
    StringBuilder shown = new StringBuilder(Math.min(text.length(), max));
    int used = 0;
    int cut = 0;
    for (int at = 0; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      String piece = hidden(codePoint) ? escape(codePoint) : Character.toString(codePoint);
      int width = piece.codePointCount(0, piece.length());
      if (used + width > max) {
        return shown.substring(0, cut) + "…";
      }
      shown.append(piece);
      used += width;
      cut = used < max ? shown.length() : cut;
      at += Character.charCount(codePoint);
    }
    return shown.toString();
  }

  private static boolean hidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      // Bidi marks, byte order marks and tags; the joiners are part of ordinary words.
      case Character.FORMAT -> codePoint != ZERO_WIDTH_NON_JOINER && codePoint != ZERO_WIDTH_JOINER;
      default -> false;
    };
  }

  private static String escape(int codePoint) {
    return switch (codePoint) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format(codePoint > 0xFFFF ? "\\u{%x}" : "\\u%04x", codePoint);
    };
  }
}
