package dev.waybill.helm;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values as Helm merges them: member by member. */
final class Values {
  private Values() {}

  /** The chart's own. */
  static Map<?, ?> own() {
    try {
      return Serialization.unmarshal(
          Files.readString(Chart.PATH.resolve("values.yaml")), Map.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param path names with dots between them
   */
  static boolean has(Map<?, ?> values, String path) {
    Object at = values;
    for (String name : path.split("\\.")) {
      if (!(at instanceof Map<?, ?> map && map.containsKey(name))) {
        return false;
      }
      at = map.get(name);
    }
    return true;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> merged(String yaml, String over) {
    return merged(
        Serialization.unmarshal(yaml, LinkedHashMap.class),
        Serialization.unmarshal(over, LinkedHashMap.class));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> merged(Map<String, Object> under, Map<String, Object> over) {
    Map<String, Object> all = new LinkedHashMap<>(under);
    over.forEach(
        (key, value) ->
            all.merge(
                key,
                value,
                (old, now) ->
                    old instanceof Map && now instanceof Map
                        ? merged((Map<String, Object>) old, (Map<String, Object>) now)
                        : now));
    return all;
  }
}
