package dev.waybill.worker.extract;

import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.Office;
import org.apache.tika.metadata.PagedText;
import org.apache.tika.metadata.TikaCoreProperties;

/**
 * What people ask of a document first; a null is not known.
 *
 * @param pages or slides
 * @param author several are joined by commas
 * @param created ISO 8601, as precise as the document has it
 * @param modified the same
 */
public record DocumentFacts(
    Integer pages, String title, String author, String created, String modified) {
  static final DocumentFacts NONE = new DocumentFacts(null, null, null, null, null);

  private static final int MAX = 512;
  private static final Pattern DATE =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})?)?");

  static DocumentFacts of(Metadata metadata) {
    return new DocumentFacts(
        pages(metadata),
        text(metadata.get(TikaCoreProperties.TITLE)),
        text(authors(metadata)),
        date(metadata.get(TikaCoreProperties.CREATED)),
        date(metadata.get(TikaCoreProperties.MODIFIED)));
  }

  private static Integer pages(Metadata metadata) {
    return Stream.of(PagedText.N_PAGES, Office.SLIDE_COUNT, Office.PAGE_COUNT)
        .map(metadata::getInt)
        .filter(Objects::nonNull)
        .filter(count -> count > 0)
        .findFirst()
        .orElse(null);
  }

  private static String authors(Metadata metadata) {
    return Arrays.stream(metadata.getValues(TikaCoreProperties.CREATOR))
        .limit(16)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String text(String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    return WellFormed.atMost(value.strip(), MAX);
  }

  private static String date(String value) {
    return value != null && DATE.matcher(value).matches() ? value : null;
  }
}
