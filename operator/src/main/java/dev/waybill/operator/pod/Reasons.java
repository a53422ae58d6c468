package dev.waybill.operator.pod;

import dev.waybill.storage.text.DisplayText;

/** Words for people, out of texts that a cluster or a worker wrote. */
public final class Reasons {
  /** Leaves room in a note's 256 characters for what is said around it. */
  private static final int MAX = 200;

  private Reasons() {}

  /**
   * Quotes and backslashes become look-alikes, because JSON writes each as two bytes and a slice
   * with its thousands of lines must stay below 1 MiB.
   */
  public static String of(String text) {
    return DisplayText.of(text, MAX).replace('"', '\'').replace('\\', '/').strip();
  }

  static String join(String reason, String message) {
    String first = reason == null || reason.isBlank() ? "failed" : reason;
    return message == null || message.isBlank() ? first : first + ": " + message;
  }
}
