package dev.waybill.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** OpenAPI's names of JSON's types. */
final class Types {
  private Types() {}

  static String of(JsonNode json) {
    return switch (json.getNodeType()) {
      case OBJECT -> "object";
      case ARRAY -> "array";
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case NUMBER -> json.canConvertToExactIntegral() ? "integer" : "number";
      default -> "null";
    };
  }

  static boolean fits(JsonNode json, Schema schema) {
    String actual = of(json);
    if (schema.intOrString()) {
      return actual.equals("integer") || actual.equals("string");
    }
    return schema.type().isEmpty()
        || actual.equals(schema.type())
        || (schema.type().equals("number") && actual.equals("integer"));
  }
}
