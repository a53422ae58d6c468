package dev.waybill.kubernetes.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.resource.ResourceType;
import java.util.List;

/** A type and its subresources, as an {@code APIResourceList} tells them. */
final class ResourceEntries {
  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
  private static final List<String> STATUS_VERBS = List.of("get", "patch", "update");

  private ResourceEntries() {}

  static void add(ResourceType type, ArrayNode resources) {
    ObjectNode entry = entry(type, type.plural(), type.kind(), VERBS, resources);
    entry.put("singularName", type.names().singular());
    ArrayNode shortNames = entry.putArray("shortNames");
    type.names().shortNames().forEach(shortNames::add);
    ArrayNode categories = entry.putArray("categories");
    type.names().categories().forEach(categories::add);
    if (type.statusSubresource()) {
      entry(type, type.plural() + "/status", type.kind(), STATUS_VERBS, resources);
    }
    if (type.stored().equals("/pods")) {
      entry(type, "pods/log", "Pod", List.of("get"), resources);
    }
  }

  private static ObjectNode entry(
      ResourceType type, String name, String kind, List<String> verbs, ArrayNode resources) {
    ObjectNode entry = resources.addObject().put("name", name).put("singularName", "");
    entry.put("namespaced", type.namespaced()).put("kind", kind);
    ArrayNode list = entry.putArray("verbs");
    verbs.forEach(list::add);
    return entry;
  }
}
