package dev.waybill.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Drops what a schema does not name, and sets what it gives by itself. */
final class Shaper {
  private static final List<String> OWN = List.of("apiVersion", "kind", "metadata");

  private Shaper() {}

  /**
   * Drops what is not named.
   *
   * @return what was dropped, as dotted paths
   */
  static List<String> prune(JsonNode object, Schema schema) {
    List<String> dropped = new ArrayList<>();
    prune("", object, schema, dropped);
    return dropped;
  }

  private static void prune(String path, JsonNode json, Schema schema, List<String> dropped) {
    if (json instanceof ObjectNode object) {
      List<String> unknown = new ArrayList<>();
      object.forEachEntry(
          (name, value) -> {
            Schema member = schema.member(name);
            String below = path.isEmpty() ? name : path + "." + name;
            boolean own = (path.isEmpty() || schema.embedded()) && OWN.contains(name);
            if (member != null && !own) {
              prune(below, value, member, dropped);
            } else if (!own && !schema.preserving()) {
              unknown.add(name);
              dropped.add(below);
            }
          });
      object.remove(unknown);
    } else if (json.isArray() && schema.items() != null) {
      for (int i = 0; i < json.size(); i++) {
        prune(path + "[" + i + "]", json.get(i), schema.items(), dropped);
      }
    }
  }

  /** A null where none may be counts as absent, and so gives way to the default. */
  static void complete(JsonNode json, Schema schema) {
    if (json instanceof ObjectNode object) {
      schema.properties().forEach((name, member) -> complete(object, name, member));
      object.forEachEntry(
          (name, value) -> {
            Schema member = schema.member(name);
            if (member != null) {
              complete(value, member);
            }
          });
    } else if (json.isArray() && schema.items() != null) {
      json.forEach(item -> complete(item, schema.items()));
    }
  }

  private static void complete(ObjectNode object, String name, Schema member) {
    JsonNode value = object.get(name);
    if (value != null && value.isNull() && !member.nullable()) {
      object.remove(name);
    }
    if (!object.has(name) && !member.value().isMissingNode()) {
      object.set(name, member.value().deepCopy());
    }
  }
}
