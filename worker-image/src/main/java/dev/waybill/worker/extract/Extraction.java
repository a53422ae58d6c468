package dev.waybill.worker.extract;

import java.util.List;
import java.util.SortedMap;

/**
 * What is known of a document besides its text.
 *
 * @param mediaType detected, without parameters
 * @param language ISO 639-1, where it is certain enough, else null
 * @param metadata as the document has it, bounded, sorted
 */
public record Extraction(
    String mediaType,
    String language,
    TextStats text,
    Embedded embedded,
    DocumentFacts facts,
    SortedMap<String, List<String>> metadata) {

  /**
   * @param characters Unicode code points
   * @param bytes of UTF-8
   * @param truncated whether the limit cut something off
   */
  public record TextStats(long characters, long bytes, boolean truncated) {
    static final TextStats NONE = new TextStats(0, 0, false);
  }

  /**
   * Documents inside the document.
   *
   * @param read whose text is part of the text
   * @param unreadable encrypted or damaged ones
   * @param skipped because of the limits
   */
  public record Embedded(int read, int unreadable, int skipped) {
    public static final Embedded NONE = new Embedded(0, 0, 0);
  }
}
