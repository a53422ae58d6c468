package dev.waybill.kubernetes.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.table.HumanAge;
import java.util.function.Function;

/** Columns that many kinds have. */
public final class CommonColumns {
  public static final Column NAME =
      new Column(
          "Name",
          "string",
          "name",
          "Name must be unique within a namespace.",
          0,
          (object, now) -> TextNode.valueOf(Json.text(object, "metadata", "name")));

  public static final Column AGE = since("Age", 0, "metadata", "creationTimestamp");

  private CommonColumns() {}

  /** A column of text. */
  public static Column text(String name, int priority, Function<JsonNode, String> text) {
    return new Column(
        name, "string", "", "", priority, (object, now) -> TextNode.valueOf(text.apply(object)));
  }

  /** The time since the one at a path. */
  public static Column since(String name, int priority, String... path) {
    return new Column(
        name,
        "string",
        "",
        "",
        priority,
        (object, now) -> TextNode.valueOf(HumanAge.since(Json.text(object, path), now)));
  }
}
