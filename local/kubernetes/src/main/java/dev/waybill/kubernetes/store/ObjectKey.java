package dev.waybill.kubernetes.store;

/**
 * Where an object lies.
 *
 * @param resource group and plural, joined by a slash; the group is empty for the core group
 * @param namespace empty for what is not namespaced
 */
public record ObjectKey(String resource, String namespace, String name) {
  /** Its place in the store's order. */
  public String path() {
    return prefix(resource, namespace) + name;
  }

  static ObjectKey parse(String path) {
    String[] parts = path.split("/", -1);
    return new ObjectKey(parts[0] + "/" + parts[1], parts[2], parts[3]);
  }

  static String prefix(String resource, String namespace) {
    return resource + "/" + namespace + "/";
  }
}
