package dev.waybill.storage.grant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
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
@JsonIgnoreProperties(ignoreUnknown = true)
public record Grant(
    String readUrl,
    String readETag,
    String writeUrl,
    Map<String, String> writeFields,
    String writePrefix,
    long maxBytes,
    long expiresAt) {

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
   * @throws IllegalArgumentException without a word of the content
   */
  public static Grant fromJson(String json) {
    try {
      Grant grant = JSON.readValue(json, Grant.class);
      if (grant == null || grant.readUrl() == null || grant.writeUrl() == null) {
        throw new IllegalArgumentException("the grant is not whole");
      }
      return grant;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the grant is not JSON of its kind");
    }
  }

  public boolean expired(Instant now) {
    return now.getEpochSecond() >= expiresAt;
  }

  @Override
  public String toString() {
    return "Grant[" + writePrefix + ", expiresAt=" + expiresAt + "]";
  }
}
