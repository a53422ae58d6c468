package dev.waybill.kubernetes.crd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.kubernetes.resource.Column;
import java.util.List;

/** A definition's {@code additionalPrinterColumns}. */
final class CustomColumns {
  private CustomColumns() {}

  static List<Column> of(JsonNode version) {
    return List.of();
  }
}
