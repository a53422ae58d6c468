package dev.waybill.storage.grant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a pod that touches a client's bytes may do, and nothing else: read this archive, write below
 * its own file's prefix. A secret: it has no place in a log. JSON in {@code WAYBILL_GRANT}.
 *
 * @param readUrl presigned GET of the archive (this version)
 * @param readETag for If-Match
 * @param writeUrl of the presigned POST
 * @param writeFields its form fields but {@code key} and {@code file}
 * @param writePrefix what every key must start with
 * @param maxBytes of one object
 * @param expiresAt epoch seconds
 */
public record Grant(
    String readUrl,
    String readETag,
    String writeUrl,
    Map<String, String> writeFields,
    String writePrefix,
    long maxBytes,
    long expiresAt) {

  /** Exit code of a step whose grant had run out before it began: nothing was tried. */
  public static final int EXPIRED_EXIT_CODE = 4;

  /**
   * Exit code of a step that the store did not answer: it is to be tried again as if never begun.
   */
  public static final int STORE_AWAY_EXIT_CODE = 5;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** For the Secret of a slice. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of texts has no JSON", e);
    }
  }

  /**
   * Field by field: every pod starts with this, and binding a record by reflection is an eighth of
   * the time until it reads.
   *
   * @throws IllegalArgumentException without a word of the content
   */
  public static Grant fromJson(String json) {
    try {
      JsonNode grant = JSON.readTree(json);
      return new Grant(
          text(grant, "readUrl"),
          text(grant, "readETag"),
          text(grant, "writeUrl"),
          texts(grant.path("writeFields")),
          text(grant, "writePrefix"),
          number(grant, "maxBytes"),
          number(grant, "expiresAt"));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the grant is not JSON");
    }
  }

  private static Map<String, String> texts(JsonNode fields) {
    if (!fields.isObject()) {
      throw notWhole("writeFields");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    fields.fieldNames().forEachRemaining(name -> texts.put(name, text(fields, name)));
    return texts;
  }

  private static String text(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (!value.isTextual()) {
      throw notWhole(field);
    }
    return value.textValue();
  }

  private static long number(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw notWhole(field);
    }
    return value.longValue();
  }

  private static IllegalArgumentException notWhole(String field) {
    return new IllegalArgumentException("the grant is not whole: " + field);
  }

  public boolean expired(Instant now) {
    return now.getEpochSecond() >= expiresAt;
  }

  @Override
  public String toString() {
    return "Grant[" + writePrefix + ", expiresAt=" + expiresAt + "]";
  }
}
