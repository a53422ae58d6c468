package dev.waybill.kubernetes.builtin;

import static dev.waybill.kubernetes.resource.CommonColumns.AGE;
import static dev.waybill.kubernetes.resource.CommonColumns.NAME;
import static dev.waybill.kubernetes.resource.CommonColumns.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.object.Metadata;
import dev.waybill.kubernetes.resource.Column;
import java.util.List;

/** What {@code kubectl get pods} shows. */
final class PodColumns {
  private static final String NONE = "<none>";
  static final List<Column> ALL =
      List.of(
          NAME,
          text("Ready", 0, PodColumns::ready),
          text("Status", 0, PodColumns::status),
          text("Restarts", 0, PodColumns::restarts),
          AGE,
          text("IP", 1, pod -> orNone(Json.text(pod, "status", "podIP"))),
          text("Node", 1, pod -> orNone(Json.text(pod, "spec", "nodeName"))));

  private PodColumns() {}

  private static String ready(JsonNode pod) {
    int ready = 0;
    for (JsonNode container : pod.path("status").path("containerStatuses")) {
      ready += container.path("ready").asBoolean() ? 1 : 0;
    }
    return ready + "/" + pod.path("spec").path("containers").size();
  }

  private static String status(JsonNode pod) {
    String status = Json.text(pod, "status", "reason");
    status = status.isEmpty() ? Json.text(pod, "status", "phase") : status;
    for (JsonNode container : pod.path("status").path("containerStatuses")) {
      for (String state : List.of("waiting", "terminated")) {
        String reason = Json.text(container, "state", state, "reason");
        status = reason.isEmpty() ? status : reason;
      }
    }
    return Metadata.deleting(pod) ? "Terminating" : status;
  }

  private static String restarts(JsonNode pod) {
    int restarts = 0;
    for (JsonNode container : pod.path("status").path("containerStatuses")) {
      restarts += container.path("restartCount").asInt();
    }
    return Integer.toString(restarts);
  }

  private static String orNone(String text) {
    return text.isEmpty() ? NONE : text;
  }
}
