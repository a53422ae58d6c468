package dev.waybill.kubernetes.builtin;

import static dev.waybill.kubernetes.resource.CommonColumns.AGE;
import static dev.waybill.kubernetes.resource.CommonColumns.NAME;
import static dev.waybill.kubernetes.resource.CommonColumns.since;
import static dev.waybill.kubernetes.resource.CommonColumns.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.resource.Column;
import dev.waybill.kubernetes.table.HumanAge;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What {@code kubectl get} shows of the built-in kinds. */
final class BuiltInColumns {
  private BuiltInColumns() {}

  static List<Column> of(String kind) {
    return switch (kind) {
      case "Namespace" -> List.of(NAME, text("Status", 0, at("status", "phase")), AGE);
      case "ConfigMap" -> List.of(NAME, text("Data", 0, size("data")), AGE);
      case "Secret" ->
          List.of(NAME, text("Type", 0, at("type")), text("Data", 0, size("data")), AGE);
      case "Lease" -> List.of(NAME, text("Holder", 0, at("spec", "holderIdentity")), AGE);
      case "CustomResourceDefinition" ->
          List.of(NAME, text("Created At", 0, at("metadata", "creationTimestamp")));
      case "Pod" -> PodColumns.ALL;
      case "Job" -> JobColumns.ALL;
      case "Event" -> events();
      default -> List.of(NAME, AGE);
    };
  }

  private static List<Column> events() {
    return List.of(
        text("Last Seen", 0, BuiltInColumns::lastSeen),
        text("Type", 0, at("type")),
        text("Reason", 0, at("reason")),
        text("Object", 0, BuiltInColumns::about),
        text("Subobject", 1, at("involvedObject", "fieldPath")),
        text("Source", 1, BuiltInColumns::source),
        text("Message", 0, event -> Json.text(event, "message").strip()),
        since("First Seen", 1, "firstTimestamp"),
        text("Count", 1, at("count")),
        text("Name", 1, at("metadata", "name")));
  }

  private static String lastSeen(JsonNode event) {
    String time = Json.text(event, "series", "lastObservedTime");
    time = time.isEmpty() ? Json.text(event, "lastTimestamp") : time;
    time = time.isEmpty() ? Json.text(event, "eventTime") : time;
    return HumanAge.since(time, Instant.now());
  }

  private static String about(JsonNode event) {
    JsonNode object = event.path("involvedObject");
    return Json.text(object, "kind").toLowerCase(Locale.ROOT) + "/" + Json.text(object, "name");
  }

  private static String source(JsonNode event) {
    String source = Json.text(event, "source", "component");
    return source.isEmpty() ? Json.text(event, "reportingComponent") : source;
  }

  private static Function<JsonNode, String> at(String... path) {
    return object -> Json.text(object, path);
  }

  private static Function<JsonNode, String> size(String member) {
    return object -> Integer.toString(object.path(member).size());
  }
}
