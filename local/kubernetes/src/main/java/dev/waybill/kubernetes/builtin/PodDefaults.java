package dev.waybill.kubernetes.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waybill.kubernetes.error.FieldError;
import dev.waybill.kubernetes.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the spec of a pod gets and must have, whether in a pod or in a template. */
final class PodDefaults {
  private static final int GRACE_SECONDS = 30;

  private PodDefaults() {}

  static void apply(ObjectNode spec) {
    putIfAbsent(spec, "restartPolicy", "Always");
    putIfAbsent(spec, "dnsPolicy", "ClusterFirst");
    putIfAbsent(spec, "schedulerName", "default-scheduler");
    if (!spec.has("terminationGracePeriodSeconds")) {
      spec.put("terminationGracePeriodSeconds", GRACE_SECONDS);
    }
    Json.child(spec, "securityContext");
    for (String list : List.of("containers", "initContainers")) {
      for (JsonNode container : spec.path(list)) {
        if (container instanceof ObjectNode object) {
          container(object);
        }
      }
    }
  }

  static List<FieldError> validate(String field, JsonNode spec) {
    List<FieldError> errors = new ArrayList<>();
    if (spec.path("containers").isEmpty()) {
      errors.add(FieldError.required(field + ".containers", ""));
    }
    Set<String> names = new HashSet<>();
    for (String list : List.of("initContainers", "containers")) {
      for (int i = 0; i < spec.path(list).size(); i++) {
        String where = "%s.%s[%d].name".formatted(field, list, i);
        String name = Json.text(spec.path(list).get(i), "name");
        if (name.isEmpty()) {
          errors.add(FieldError.required(where, ""));
        } else if (!names.add(name)) {
          errors.add(
              new FieldError(
                  "FieldValueDuplicate", where, "Duplicate value: " + TextNode.valueOf(name)));
        }
      }
    }
    return errors;
  }

  private static void container(ObjectNode container) {
    Json.child(container, "resources");
    putIfAbsent(container, "terminationMessagePath", "/dev/termination-log");
    putIfAbsent(container, "terminationMessagePolicy", "File");
    putIfAbsent(container, "imagePullPolicy", "IfNotPresent");
  }

  private static void putIfAbsent(ObjectNode node, String member, String value) {
    if (!node.hasNonNull(member)) {
      node.put(member, value);
    }
  }
}
