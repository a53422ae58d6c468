package dev.waybill.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.kubernetes.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** JSON as rules see it: by the schema, what the schema does not name is not seen. */
final class CelValues {
  // Words that CEL keeps for itself; a property of that name is called __name__ in rules.
  private static final Set<String> RESERVED =
      Set.of(
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return");

  private CelValues() {}

  static Object of(JsonNode json, Schema schema) {
    if (json.isObject()) {
      return object(json, schema);
    }
    if (json.isArray()) {
      List<Object> list = new ArrayList<>();
      json.forEach(item -> list.add(of(item, schema == null ? null : schema.items())));
      return list;
    }
    return scalar(json, schema);
  }

  /** The root of an object: of its metadata rules see the name alone. */
  static Map<String, Object> root(JsonNode object, Schema schema) {
    Map<String, Object> root = object(object, schema);
    Map<String, Object> metadata = new LinkedHashMap<>();
    for (String member : List.of("name", "generateName")) {
      if (object.path("metadata").hasNonNull(member)) {
        metadata.put(member, Json.text(object, "metadata", member));
      }
    }
    root.put("metadata", metadata);
    root.put("apiVersion", Json.text(object, "apiVersion"));
    root.put("kind", Json.text(object, "kind"));
    return root;
  }

  private static Map<String, Object> object(JsonNode json, Schema schema) {
    Map<String, Object> map = new LinkedHashMap<>();
    json.forEachEntry(
        (name, value) -> {
          boolean property = schema != null && schema.properties().containsKey(name);
          Schema member = schema == null ? null : schema.member(name);
          if (!value.isNull() && (member != null || schema == null)) {
            map.put(property ? escape(name) : name, of(value, member));
          }
        });
    return map;
  }

  private static Object scalar(JsonNode json, Schema schema) {
    if (json.isBoolean()) {
      return json.asBoolean();
    }
    if (json.isNumber()) {
      boolean decimal = schema != null && schema.type().equals("number");
      return decimal || !json.canConvertToExactIntegral() ? json.asDouble() : json.asLong();
    }
    return json.asText();
  }

  private static String escape(String name) {
    if (RESERVED.contains(name)) {
      return "__" + name + "__";
    }
    return name.replace("__", "__underscores__")
        .replace(".", "__dot__")
        .replace("-", "__dash__")
        .replace("/", "__slash__");
  }
}
