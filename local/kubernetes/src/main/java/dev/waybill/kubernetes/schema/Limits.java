package dev.waybill.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.waybill.kubernetes.error.FieldError;
import dev.waybill.kubernetes.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a value must be beyond its type.
 *
 * @param pattern null: any text
 * @param minimum null: none, as with the other bounds
 * @param options the values allowed; empty: all
 * @param listType {@code atomic}, {@code set}, {@code map} or empty
 */
record Limits(
    Pattern pattern,
    String format,
    BigDecimal minimum,
    boolean aboveMinimum,
    BigDecimal maximum,
    boolean belowMaximum,
    BigDecimal multipleOf,
    Long minSize,
    Long maxSize,
    List<JsonNode> options,
    List<String> required,
    String listType,
    List<String> listKeys,
    Junctions junctions) {

  static Limits read(JsonNode json, String path) {
    String size = sizeWord(json);
    return new Limits(
        pattern(json, path),
        Json.text(json, "format"),
        decimal(json.path("minimum")),
        json.path("exclusiveMinimum").asBoolean(),
        decimal(json.path("maximum")),
        json.path("exclusiveMaximum").asBoolean(),
        decimal(json.path("multipleOf")),
        number(json.path("min" + size)),
        number(json.path("max" + size)),
        list(json.path("enum")),
        list(json.path("required")).stream().map(JsonNode::asText).toList(),
        Json.text(json, "x-kubernetes-list-type"),
        list(json.path("x-kubernetes-list-map-keys")).stream().map(JsonNode::asText).toList(),
        Junctions.read(json, path));
  }

  private static String sizeWord(JsonNode json) {
    return switch (Json.text(json, "type")) {
      case "array" -> "Items";
      case "object" -> "Properties";
      default -> "Length";
    };
  }

  private static Pattern pattern(JsonNode json, String path) {
    String text = Json.text(json, "pattern");
    try {
      return text.isEmpty() ? null : Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new InvalidSchema(
          FieldError.invalid(
              path + ".pattern", TextNode.valueOf(text), "must be a valid regular expression"));
    }
  }

  private static BigDecimal decimal(JsonNode json) {
    return json.isNumber() ? json.decimalValue() : null;
  }

  private static Long number(JsonNode json) {
    return json.isNumber() ? json.asLong() : null;
  }

  private static List<JsonNode> list(JsonNode json) {
    List<JsonNode> list = new ArrayList<>();
    json.forEach(list::add);
    return List.copyOf(list);
  }
}
