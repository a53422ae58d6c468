package dev.waybill.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.json.Json;

/** JSON merge patch, RFC 7386. */
final class MergePatch {
  private MergePatch() {}

  /** Changes and returns the target. */
  static ObjectNode apply(ObjectNode target, ObjectNode patch) {
    patch.forEachEntry((name, value) -> member(target, name, value));
    return target;
  }

  private static void member(ObjectNode target, String name, JsonNode value) {
    if (value.isNull()) {
      target.remove(name);
    } else if (value instanceof ObjectNode object) {
      ObjectNode before = target.get(name) instanceof ObjectNode found ? found : Json.object();
      target.set(name, apply(before, object));
    } else {
      target.set(name, value.deepCopy());
    }
  }
}
