package dev.waybill.kubernetes.object;

import dev.waybill.kubernetes.error.ApiException;
import dev.waybill.kubernetes.resource.ResourceType;
import dev.waybill.kubernetes.store.ObjectKey;
import dev.waybill.kubernetes.store.ObjectStore;
import dev.waybill.kubernetes.store.StoredObject;

/** Lets objects only into namespaces that exist and are not being removed. */
final class NamespaceGate {
  private static final String NAMESPACES = "/namespaces";
  private final ObjectStore store;

  NamespaceGate(ObjectStore store) {
    this.store = store;
  }

  void admit(ResourceType type, String namespace) {
    if (!type.namespaced()) {
      return;
    }
    StoredObject found =
        store
            .get(new ObjectKey(NAMESPACES, "", namespace))
            .orElseThrow(() -> ApiException.notFound("", "namespaces", namespace));
    if (Metadata.deleting(found.tree())) {
      throw ApiException.forbidden(
          "unable to create new content in namespace %s because it is being terminated"
              .formatted(namespace));
    }
  }
}
