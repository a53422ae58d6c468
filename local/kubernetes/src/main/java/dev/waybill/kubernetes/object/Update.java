package dev.waybill.kubernetes.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.resource.KindRules;
import java.util.List;

/** What a write through one door may change: status by its own, everything else by the other. */
final class Update {
  private Update() {}

  static ObjectNode merge(Target target, ObjectNode wished, ObjectNode old) {
    KindRules rules = target.type().rules();
    ObjectNode next = wished;
    if (target.status()) {
      next = withStatus(old, wished, rules.statusKeepsMetadata());
    } else if (target.type().statusSubresource()) {
      setOrRemove(next, "status", old.get("status"));
    }
    Metadata.update(next, old);
    Metadata.of(next).put("name", Metadata.name(old));
    setOrRemove(Metadata.of(next), "namespace", old.path("metadata").get("namespace"));
    rules.beforeUpdate(next, old);
    if (rules.countsGenerations() && !sameWish(target, next, old)) {
      Metadata.of(next).put("generation", old.path("metadata").path("generation").asLong() + 1);
    }
    return next;
  }

  private static ObjectNode withStatus(ObjectNode old, ObjectNode wished, boolean keepMetadata) {
    ObjectNode next = old.deepCopy();
    setOrRemove(next, "status", wished.get("status"));
    if (!keepMetadata) {
      next.set("metadata", Metadata.of(wished));
    }
    return next;
  }

  private static boolean sameWish(Target target, ObjectNode next, ObjectNode old) {
    List<String> apart =
        target.type().statusSubresource() ? List.of("metadata", "status") : List.of("metadata");
    return next.deepCopy().remove(apart).equals(old.deepCopy().remove(apart));
  }

  private static void setOrRemove(ObjectNode node, String member, JsonNode value) {
    if (value == null) {
      node.remove(member);
    } else {
      node.set(member, value);
    }
  }
}
