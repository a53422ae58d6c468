package dev.waybill.kubernetes.object;

import dev.waybill.kubernetes.error.ApiException;
import dev.waybill.kubernetes.resource.ResourceType;
import dev.waybill.kubernetes.store.ObjectKey;
import dev.waybill.kubernetes.store.ObjectStore;
import dev.waybill.kubernetes.store.StoredObject;

/** Finds single objects. */
public final class ObjectReader {
  private final ObjectStore store;

  public ObjectReader(ObjectStore store) {
    this.store = store;
  }

  /**
   * The object as it is stored.
   *
   * @throws ApiException 404 if there is none
   */
  public StoredObject get(ResourceType type, String namespace, String name) {
    return store
        .get(new ObjectKey(type.stored(), namespace, name))
        .orElseThrow(() -> ApiException.notFound(type.group(), type.plural(), name));
  }
}
