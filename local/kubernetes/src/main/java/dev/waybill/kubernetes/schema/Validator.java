package dev.waybill.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.waybill.kubernetes.error.FieldError;
import dev.waybill.kubernetes.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds a value against its schema. What has not changed is not held against it again, as
 * Kubernetes does since 1.30 (validation ratcheting); rules about changes are asked all the same.
 */
final class Validator {
  private static final JsonNode NONE = MissingNode.getInstance();
  private final List<FieldError> errors = new ArrayList<>();

  static List<FieldError> validate(JsonNode object, JsonNode old, Schema schema) {
    Validator validator = new Validator();
    validator.value("", object, old == null ? NONE : old, schema);
    return validator.errors;
  }

  private void value(String path, JsonNode json, JsonNode old, Schema schema) {
    boolean same = !old.isMissingNode() && json.equals(old);
    if (same && !schema.transitions()) {
      return;
    }
    if (!same) {
      if (json.isNull() && schema.nullable()) {
        return;
      }
      int before = errors.size();
      ValueChecks.check(path, json, schema, errors);
      if (errors.size() > before && !json.isContainerNode()) {
        return;
      }
    }
    members(path, json, old, schema);
    rules(path, json, old, schema, same);
  }

  private void members(String path, JsonNode json, JsonNode old, Schema schema) {
    if (json.isObject()) {
      json.forEachEntry(
          (name, value) -> {
            Schema member = schema.member(name);
            if (member != null && !(path.isEmpty() && name.equals("metadata"))) {
              String below = path.isEmpty() ? name : path + "." + name;
              value(below, value, old.path(name), member);
            }
          });
    } else if (json.isArray() && schema.items() != null) {
      for (int i = 0; i < json.size(); i++) {
        JsonNode before = correlated(json.get(i), old, schema);
        value(path + "[" + i + "]", json.get(i), before, schema.items());
      }
    }
  }

  private void rules(String path, JsonNode json, JsonNode old, Schema schema, boolean same) {
    if (schema.rules().isEmpty()) {
      return;
    }
    Object self = seen(path, json, schema);
    Object before = old.isMissingNode() || old.isNull() ? null : seen(path, old, schema);
    for (Rule rule : schema.rules()) {
      boolean asked = rule.transition() ? before != null : !same;
      if (asked) {
        String where = path.isEmpty() ? "<nil>" : path;
        rule.check(where, typeOf(schema, json), self, before).ifPresent(errors::add);
      }
    }
  }

  private static Object seen(String path, JsonNode json, Schema schema) {
    return path.isEmpty() ? CelValues.root(json, schema) : CelValues.of(json, schema);
  }

  // Only the items of a map-like list can be found again; of others nobody knows which was which.
  private static JsonNode correlated(JsonNode item, JsonNode old, Schema schema) {
    if (!schema.limits().listType().equals("map")) {
      return NONE;
    }
    for (JsonNode before : old) {
      boolean found =
          schema.limits().listKeys().stream()
              .allMatch(key -> Json.text(before, key).equals(Json.text(item, key)));
      if (found) {
        return before;
      }
    }
    return NONE;
  }

  private static String typeOf(Schema schema, JsonNode json) {
    return schema.type().isEmpty() ? Types.of(json) : schema.type();
  }
}
