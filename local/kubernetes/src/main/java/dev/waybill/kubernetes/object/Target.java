package dev.waybill.kubernetes.object;

import dev.waybill.kubernetes.error.ApiException;
import dev.waybill.kubernetes.resource.ResourceType;
import dev.waybill.kubernetes.store.ObjectKey;

/**
 * The object that a request is about.
 *
 * @param namespace empty for what is not namespaced
 * @param status whether it is about the status subresource
 */
public record Target(ResourceType type, String namespace, String name, boolean status) {
  public ObjectKey key() {
    return new ObjectKey(type.stored(), namespace, name);
  }

  ApiException notFound() {
    return ApiException.notFound(type.group(), type.plural(), name);
  }

  ApiException stale() {
    return ApiException.stale(type.group(), type.plural(), name);
  }

  ApiException conflict(String why) {
    return ApiException.conflict(type.group(), type.plural(), name, why);
  }
}
