package dev.waybill.worker.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.waybill.worker.extract.DocumentFacts;
import dev.waybill.worker.extract.Extraction;

/** {@code sections/1/result.json}: a document is one section. What is not known is left out. */
@JsonNaming(SnakeCaseStrategy.class)
record SectionResult(DocumentClass documentClass, InferenceResult inferenceResult) {

  /**
   * @param type the detected media type
   */
  record DocumentClass(String type) {}

  /**
   * @param textLength in characters
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record InferenceResult(
      String language,
      long textLength,
      Integer pages,
      String title,
      String author,
      String created,
      String modified) {}

  static SectionResult of(Extraction extraction) {
    DocumentFacts facts = extraction.facts();
    return new SectionResult(
        new DocumentClass(extraction.mediaType()),
        new InferenceResult(
            extraction.language(),
            extraction.text().characters(),
            facts.pages(),
            facts.title(),
            facts.author(),
            facts.created(),
            facts.modified()));
  }
}
