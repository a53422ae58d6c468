package dev.waybill.kubernetes.object;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.kubernetes.error.ApiException;
import dev.waybill.kubernetes.json.Json;

/** Reads resource versions that clients send. */
public final class Revisions {
  private Revisions() {}

  /** What the object says it was read at; 0 where it says nothing. */
  static long asked(JsonNode object) {
    return parse(Json.text(object, "metadata", "resourceVersion"));
  }

  /**
   * Reads a resourceVersion; an empty one is 0.
   *
   * @throws ApiException 400 if it is none
   */
  public static long parse(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw ApiException.badRequest("Invalid value: \"" + text + "\": not a resource version");
    }
  }
}
