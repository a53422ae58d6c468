package dev.waybill.worker.document;

import dev.waybill.worker.extract.Extraction;

/** What was found, as a line of the log. */
final class Summary {
  private Summary() {}

  static String of(Extraction extraction) {
    StringBuilder line = new StringBuilder(extraction.mediaType());
    line.append(": ").append(extraction.text().characters()).append(" characters");
    if (extraction.text().truncated()) {
      line.append(" (the rest is cut off)");
    }
    if (extraction.facts().pages() != null) {
      line.append(", ").append(extraction.facts().pages()).append(" pages");
    }
    if (extraction.language() != null) {
      line.append(", language ").append(extraction.language());
    }
    Extraction.Embedded embedded = extraction.embedded();
    if (!embedded.equals(Extraction.Embedded.NONE)) {
      line.append(
          ", documents inside: %d read, %d unreadable, %d skipped"
              .formatted(embedded.read(), embedded.unreadable(), embedded.skipped()));
    }
    return line.toString();
  }
}
