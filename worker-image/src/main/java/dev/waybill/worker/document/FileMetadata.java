package dev.waybill.worker.document;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.waybill.worker.extract.Extraction;
import java.util.List;
import java.util.SortedMap;

/**
 * {@code metadata.json}: how the file was read, and what it says of itself.
 *
 * @param size of the file, in bytes
 * @param metadata the document's own, by the names of its format
 */
@JsonNaming(SnakeCaseStrategy.class)
record FileMetadata(
    String file,
    long size,
    String mediaType,
    Extraction.TextStats text,
    Extraction.Embedded embedded,
    SortedMap<String, List<String>> metadata) {

  static FileMetadata of(String file, long size, Extraction extraction) {
    return new FileMetadata(
        file,
        size,
        extraction.mediaType(),
        extraction.text(),
        extraction.embedded(),
        extraction.metadata());
  }
}
