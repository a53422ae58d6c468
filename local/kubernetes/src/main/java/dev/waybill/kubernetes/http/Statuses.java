package dev.waybill.kubernetes.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.object.Metadata;
import dev.waybill.kubernetes.object.Target;

/** Answers that say that something was done. */
final class Statuses {
  private Statuses() {}

  static ObjectNode deleted(Target target, ObjectNode object) {
    ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Success");
    ObjectNode details = status.putObject("details").put("name", target.name());
    if (!target.type().group().isEmpty()) {
      details.put("group", target.type().group());
    }
    details.put("kind", target.type().plural()).put("uid", Metadata.uid(object));
    return status;
  }
}
