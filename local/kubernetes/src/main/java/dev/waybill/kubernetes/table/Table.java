package dev.waybill.kubernetes.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.resource.Column;
import dev.waybill.kubernetes.resource.ResourceType;
import java.time.Instant;

/**
 * Objects as rows of text, made by the server so that every client shows them alike.
 *
 * @param include how much of each object a row carries: {@code Metadata}, {@code Object} or {@code
 *     None}
 */
public record Table(ResourceType type, String include) {
  /** A table without rows. */
  public ObjectNode empty() {
    ObjectNode table = Json.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
    table.putObject("metadata");
    ArrayNode columns = table.putArray("columnDefinitions");
    for (Column column : type.columns()) {
      ObjectNode definition = columns.addObject().put("name", column.name());
      definition.put("type", column.type()).put("format", column.format());
      definition.put("description", column.description()).put("priority", column.priority());
    }
    table.putArray("rows");
    return table;
  }

  /** The row of one object, given as it is stored. */
  public ObjectNode row(ObjectNode stored, Instant now) {
    ObjectNode row = Json.object();
    ArrayNode cells = row.putArray("cells");
    type.columns().forEach(column -> cells.add(column.cell().apply(stored, now)));
    switch (include) {
      case "None" -> {}
      case "Object" -> row.set("object", type.conversion().toServed(stored));
      default -> row.set("object", partial(stored));
    }
    return row;
  }

  /** A table of one row, under the object's own resourceVersion. */
  public ObjectNode single(ObjectNode stored, Instant now) {
    ObjectNode table = empty();
    String version = Json.text(stored, "metadata", "resourceVersion");
    Json.child(table, "metadata").put("resourceVersion", version);
    ((ArrayNode) table.get("rows")).add(row(stored, now));
    return table;
  }

  private static ObjectNode partial(JsonNode stored) {
    ObjectNode object = Json.object().put("kind", "PartialObjectMetadata");
    object.put("apiVersion", "meta.k8s.io/v1");
    object.set("metadata", stored.path("metadata"));
    return object;
  }
}
