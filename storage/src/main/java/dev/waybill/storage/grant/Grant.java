package dev.waybill.storage.grant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
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

  @Override
  public String toString() {
    return "Grant[" + writePrefix + ", expiresAt=" + expiresAt + "]";
  }
}
