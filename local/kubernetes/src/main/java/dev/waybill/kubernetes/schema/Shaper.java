package dev.waybill.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Drops what a schema does not name, and sets what it gives by itself. */
final class Shaper {
  private static final List<String> OWN = List.of("apiVersion", "kind", "metadata");

  private Shaper() {}

  static void prune(JsonNode json, Schema schema, boolean resource) {
    if (json instanceof ObjectNode object) {
      List<String> unknown = new ArrayList<>();
      object.forEachEntry(
          (name, value) -> {
            Schema member = schema.member(name);
            boolean own = (resource || schema.embedded()) && OWN.contains(name);
            if (member != null && !own) {
              prune(value, member, false);
            } else if (!own && !schema.preserving()) {
              unknown.add(name);
            }
          });
      object.remove(unknown);
    } else if (json.isArray() && schema.items() != null) {
      json.forEach(item -> prune(item, schema.items(), false));
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
