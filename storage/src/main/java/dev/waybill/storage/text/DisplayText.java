package dev.waybill.storage.text;

/**
 * The one function that text from outside (entry names, parser messages, container output) passes
 * before it reaches a log, event, status or terminal.
 */
public final class DisplayText {
  public static final int MAX = 1024;

  private DisplayText() {}

  /** Controls, ANSI escapes, bidi marks and line separators escaped; at most 1,024 characters. */
  public static String of(String text) {
    return of(text, MAX);
  }

  /** The same, at most {@code max} characters. */
  public static String of(String text, int max) {
    throw new UnsupportedOperationException();
  }
}
