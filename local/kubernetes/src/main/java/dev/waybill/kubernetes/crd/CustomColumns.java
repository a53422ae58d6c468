package dev.waybill.kubernetes.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.resource.Column;
import dev.waybill.kubernetes.resource.CommonColumns;
import dev.waybill.kubernetes.table.HumanAge;
import dev.waybill.kubernetes.table.Paths;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A definition's {@code additionalPrinterColumns}. */
final class CustomColumns {
  private CustomColumns() {}

  static List<Column> of(JsonNode version) {
    List<Column> columns = new ArrayList<>();
    columns.add(CommonColumns.NAME);
    for (JsonNode column : version.path("additionalPrinterColumns")) {
      columns.add(column(column));
    }
    if (columns.size() == 1) {
      columns.add(CommonColumns.AGE);
    }
    return List.copyOf(columns);
  }

  private static Column column(JsonNode column) {
    String type = Json.text(column, "type");
    Paths path = Paths.parse(Json.text(column, "jsonPath")).orElse(null);
    return new Column(
        Json.text(column, "name"),
        type,
        Json.text(column, "format"),
        Json.text(column, "description"),
        column.path("priority").asInt(),
        (object, now) -> cell(path, type, object, now));
  }

  private static JsonNode cell(Paths path, String type, JsonNode object, Instant now) {
    List<JsonNode> found = path == null ? List.of() : path.find(object);
    if (found.isEmpty()) {
      return NullNode.getInstance();
    }
    JsonNode first = found.getFirst();
    return switch (type) {
      case "date" -> TextNode.valueOf(HumanAge.since(first.asText(), now));
      case "integer", "number", "boolean" -> first;
      default ->
          TextNode.valueOf(
              found.stream().map(CustomColumns::text).collect(Collectors.joining(",")));
    };
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
