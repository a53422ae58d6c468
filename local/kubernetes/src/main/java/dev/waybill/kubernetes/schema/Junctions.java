package dev.waybill.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Schemas of which all, any, exactly one or none must hold; an empty list asks for nothing. */
record Junctions(List<Schema> allOf, List<Schema> anyOf, List<Schema> oneOf, List<Schema> not) {
  static Junctions read(JsonNode json, String path) {
    JsonNode not = json.path("not");
    return new Junctions(
        list(json, "allOf", path),
        list(json, "anyOf", path),
        list(json, "oneOf", path),
        not.isObject() ? List.of(Schema.read(not, path + ".not")) : List.of());
  }

  boolean isEmpty() {
    return allOf.isEmpty() && anyOf.isEmpty() && oneOf.isEmpty() && not.isEmpty();
  }

  private static List<Schema> list(JsonNode json, String name, String path) {
    List<Schema> list = new ArrayList<>();
    for (int i = 0; i < json.path(name).size(); i++) {
      list.add(Schema.read(json.path(name).get(i), path + "." + name + "[" + i + "]"));
    }
    return List.copyOf(list);
  }
}
