package dev.waybill.kubernetes.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.function.BiFunction;

/**
 * A column of a table.
 *
 * @param type an OpenAPI type, or {@code date}: then the cell is the time since the value
 * @param priority 0 is always shown, more only with {@code -o wide}
 * @param cell the value for an object at a time; a null node or text, number, boolean
 */
public record Column(
    String name,
    String type,
    String format,
    String description,
    int priority,
    BiFunction<JsonNode, Instant, JsonNode> cell) {}
