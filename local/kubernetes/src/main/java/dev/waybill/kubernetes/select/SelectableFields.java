package dev.waybill.kubernetes.select;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.kubernetes.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a kind that a field selector may name.
 *
 * @param paths from the selector's name to where the value lies, as a dotted path
 */
public record SelectableFields(Map<String, String> paths) {
  public static final SelectableFields METADATA = of();

  /** The two that every kind has, and these. */
  public static SelectableFields of(String... names) {
    Map<String, String> paths = new LinkedHashMap<>();
    paths.put("metadata.name", "metadata.name");
    paths.put("metadata.namespace", "metadata.namespace");
    for (String name : names) {
      paths.put(name, name);
    }
    return new SelectableFields(paths);
  }

  /** The same and one more, which lies elsewhere than its name says. */
  public SelectableFields with(String name, String path) {
    Map<String, String> more = new LinkedHashMap<>(paths);
    more.put(name, path);
    return new SelectableFields(more);
  }

  Optional<String> value(String name, JsonNode object) {
    return Optional.ofNullable(paths.get(name)).map(path -> Json.text(object, path.split("\\.")));
  }
}
