package dev.waybill.kubernetes.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.object.Metadata;
import dev.waybill.kubernetes.resource.KindRules;

/** A namespace is active until it is deleted, and goes when it is empty. */
final class NamespaceRules implements KindRules {
  @Override
  public void beforeCreate(ObjectNode namespace) {
    Json.child(Metadata.of(namespace), "labels")
        .put("kubernetes.io/metadata.name", Metadata.name(namespace));
    Json.child(namespace, "spec").putArray("finalizers").add("kubernetes");
    Json.child(namespace, "status").put("phase", "Active");
  }

  @Override
  public void beforeUpdate(ObjectNode namespace, ObjectNode old) {
    if (Metadata.deleting(namespace)) {
      Json.child(namespace, "status").put("phase", "Terminating");
    }
    // Only the one who empties a namespace may let it go; it writes past these rules.
    namespace.set("spec", Json.child(old, "spec"));
  }
}
