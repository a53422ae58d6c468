package dev.waybill.kubernetes.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.error.ApiException;
import dev.waybill.kubernetes.json.Json;
import java.util.List;
import java.util.Map;

/**
 * Strategic merge patch for the built-in kinds: objects are merged, and so are the lists whose
 * items Kubernetes tells apart by a key; other lists are replaced. Directives are refused by name,
 * but for the one that only says in which order a list was written.
 */
final class StrategicMerge {
  private static final String ORDER = "$setElementOrder/";

  // From the patchMergeKey tags of the kinds' published types.
  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("containers", "name"),
          Map.entry("initContainers", "name"),
          Map.entry("containerStatuses", "name"),
          Map.entry("env", "name"),
          Map.entry("volumes", "name"),
          Map.entry("imagePullSecrets", "name"),
          Map.entry("secrets", "name"),
          Map.entry("volumeMounts", "mountPath"),
          Map.entry("ports", "containerPort"),
          Map.entry("conditions", "type"),
          Map.entry("ownerReferences", "uid"));

  private StrategicMerge() {}

  /** Changes and returns the target. */
  static ObjectNode apply(ObjectNode target, ObjectNode patch) {
    patch.forEachEntry(
        (name, value) -> {
          if (name.startsWith("$") && !name.startsWith(ORDER)) {
            throw ApiException.unsupportedMediaType(
                "the directive " + name + " of strategic merge patches is not served by this API");
          }
          if (!name.startsWith(ORDER)) {
            member(target, name, value);
          }
        });
    return target;
  }

  private static void member(ObjectNode target, String name, JsonNode value) {
    JsonNode before = target.get(name);
    String key = KEYS.get(name);
    if (value.isNull()) {
      target.remove(name);
    } else if (value instanceof ObjectNode object) {
      target.set(name, apply(before instanceof ObjectNode found ? found : Json.object(), object));
    } else if (value instanceof ArrayNode items && key != null) {
      target.set(name, items(before instanceof ArrayNode list ? list : Json.array(), items, key));
    } else if (name.equals("finalizers") && before instanceof ArrayNode list) {
      target.set(name, union(list, value));
    } else {
      target.set(name, value.deepCopy());
    }
  }

  private static ArrayNode items(ArrayNode list, ArrayNode items, String key) {
    for (JsonNode item : items) {
      int place = place(list, item, key);
      boolean deletes = Json.text(item, "$patch").equals("delete");
      if (deletes && place >= 0) {
        list.remove(place);
      } else if (!deletes && place >= 0) {
        list.set(place, apply((ObjectNode) list.get(place), (ObjectNode) item));
      } else if (!deletes) {
        list.add(apply(Json.object(), (ObjectNode) item));
      }
    }
    return list;
  }

  private static int place(ArrayNode list, JsonNode item, String key) {
    if (!item.isObject() || !item.has(key)) {
      throw ApiException.badRequest("an item of the patch has no merge key " + key);
    }
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).isObject() && list.get(i).path(key).equals(item.get(key))) {
        return i;
      }
    }
    return -1;
  }

  private static ArrayNode union(ArrayNode list, JsonNode more) {
    List<JsonNode> known = list.valueStream().toList();
    more.forEach(
        value -> {
          if (!known.contains(value)) {
            list.add(value);
          }
        });
    return list;
  }
}
