package dev.waybill.crds;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/** A field's type and bounds in the words of {@code docs/resources.md}. */
final class SchemaWords {
  private SchemaWords() {}

  static String of(JSONSchemaProps field) {
    if (!field.getEnum().isEmpty()) {
      return field.getEnum().stream()
          .map(value -> value.asText())
          .sorted()
          .collect(Collectors.joining(" or "));
    }
    return switch (field.getType()) {
      case "string" -> "string" + bounds(field.getMinLength(), field.getMaxLength()) + shape(field);
      case "integer" -> "integer" + bounds(whole(field.getMinimum()), whole(field.getMaximum()));
      case "array" ->
          "list"
              + bounds(field.getMinItems(), field.getMaxItems())
              + " of "
              + of(field.getItems().getSchema());
      case "object" ->
          field.getAdditionalProperties() == null
              ? "object"
              : "map" + bounds(field.getMinProperties(), field.getMaxProperties());
      default -> field.getType();
    };
  }

  private static Long whole(Double bound) {
    return bound == null ? null : BigDecimal.valueOf(bound).longValueExact();
  }

  private static String bounds(Long least, Long most) {
    if (least == null && most == null) {
      return "";
    }
    if (least == null) {
      return " ≤ " + most;
    }
    return most == null ? " ≥ " + least : " " + least + "–" + most;
  }

  private static String shape(JSONSchemaProps field) {
    return field.getPattern() == null ? "" : " like `" + field.getPattern() + "`";
  }
}
