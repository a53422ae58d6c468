package dev.waybill.kubernetes.builtin;

import static dev.waybill.kubernetes.resource.CommonColumns.AGE;
import static dev.waybill.kubernetes.resource.CommonColumns.NAME;
import static dev.waybill.kubernetes.resource.CommonColumns.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.object.Metadata;
import dev.waybill.kubernetes.resource.Column;
import dev.waybill.kubernetes.table.HumanAge;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What {@code kubectl get jobs} shows. */
final class JobColumns {
  static final List<Column> ALL =
      List.of(
          NAME,
          text("Status", 0, JobColumns::status),
          text("Completions", 0, JobColumns::completions),
          new Column("Duration", "string", "", "", 0, JobColumns::duration),
          AGE,
          text("Containers", 1, job -> containers(job, "name")),
          text("Images", 1, job -> containers(job, "image")));

  private JobColumns() {}

  private static String status(JsonNode job) {
    for (JsonNode condition : job.path("status").path("conditions")) {
      boolean ended = List.of("Complete", "Failed").contains(Json.text(condition, "type"));
      if (ended && Json.text(condition, "status").equals("True")) {
        return Json.text(condition, "type");
      }
    }
    if (Metadata.deleting(job)) {
      return "Terminating";
    }
    return job.path("spec").path("suspend").asBoolean() ? "Suspended" : "Running";
  }

  private static String completions(JsonNode job) {
    return job.path("status").path("succeeded").asInt()
        + "/"
        + job.path("spec").path("completions").asInt(1);
  }

  private static JsonNode duration(JsonNode job, Instant now) {
    String start = Json.text(job, "status", "startTime");
    String end = Json.text(job, "status", "completionTime");
    if (start.isEmpty()) {
      return TextNode.valueOf("");
    }
    Instant until = end.isEmpty() ? now : OffsetDateTime.parse(end).toInstant();
    Instant from = OffsetDateTime.parse(start).toInstant();
    return TextNode.valueOf(HumanAge.of(Duration.between(from, until)));
  }

  private static String containers(JsonNode job, String member) {
    JsonNode containers = job.path("spec").path("template").path("spec").path("containers");
    return StreamSupport.stream(containers.spliterator(), false)
        .map(container -> Json.text(container, member))
        .collect(Collectors.joining(","));
  }
}
