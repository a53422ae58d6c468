package dev.waybill.kubernetes.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.error.ApiException;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.object.ObjectWriter;
import dev.waybill.kubernetes.resource.Catalog;
import dev.waybill.kubernetes.resource.ResourceType;
import java.util.List;

/** What every cluster has from the beginning. */
public final class FirstObjects {
  private static final List<String> NAMESPACES =
      List.of("default", "kube-system", "kube-public", "kube-node-lease");
  private final Catalog catalog;
  private final ObjectWriter writer;

  public FirstObjects(Catalog catalog, ObjectWriter writer) {
    this.catalog = catalog;
    this.writer = writer;
  }

  /** Creates what is not there yet. */
  public void create() {
    ResourceType namespaces = catalog.find("", "v1", "namespaces").orElseThrow();
    for (String name : NAMESPACES) {
      createIfAbsent(namespaces, "", name);
    }
  }

  private void createIfAbsent(ResourceType type, String namespace, String name) {
    ObjectNode object = Json.object();
    object.putObject("metadata").put("name", name);
    try {
      writer.create(type, namespace, object, false);
    } catch (ApiException e) {
      if (e.code() != 409) {
        throw e;
      }
    }
  }
}
