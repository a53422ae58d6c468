package dev.waybill.gateway.idp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.gateway.http.CanonicalJson;
import dev.waybill.gateway.http.Json;
import dev.waybill.gateway.http.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A body of {@code POST /jobs} that follows the rules.
 *
 * @param configurationVersion null where there is none
 * @param source of {@code metadata}, null where there is none
 * @param bodyHash of the whole body as parsed JSON
 */
record JobRequest(String fileName, String configurationVersion, String source, String bodyHash) {

  private static final Pattern VERSION = Pattern.compile("[a-zA-Z0-9._-]{1,128}");
  private static final int MAX_VERSION = 128;
  private static final int MAX_SOURCE = 1024;

  /**
   * @throws Refusal 422 listing every fault of shape, else 400 for a name that cannot be used
   */
  static JobRequest parse(byte[] body) {
    JsonNode root =
        Json.parse(body).orElseThrow(() -> Invalid.of(List.of(Invalid.at("json_invalid"))));
    if (!root.isObject()) {
      throw Invalid.of(List.of(Invalid.at("model_type")));
    }
    List<Invalid.Fault> faults = new ArrayList<>();
    String fileName = fileName(root.get("fileName"), faults);
    String version = version(root.get("configurationVersion"), faults);
    String source = source(root.get("metadata"), faults);
    if (!faults.isEmpty()) {
      throw Invalid.of(faults);
    }
    FileNames.refusal(fileName)
        .ifPresent(
            why -> {
              throw Refusal.of(400, why);
            });
    return new JobRequest(fileName, version, source, CanonicalJson.sha256(root));
  }

  private static String fileName(JsonNode node, List<Invalid.Fault> faults) {
    if (node == null) {
      faults.add(Invalid.at("missing", "fileName"));
      return null;
    }
    return text(node, faults, "fileName");
  }

  private static String version(JsonNode node, List<Invalid.Fault> faults) {
    String version = absent(node) ? null : text(node, faults, "configurationVersion");
    if (version == null) {
      return null;
    }
    if (version.codePointCount(0, version.length()) > MAX_VERSION) {
      faults.add(Invalid.at("string_too_long", "configurationVersion"));
    } else if (!VERSION.matcher(version).matches()) {
      faults.add(Invalid.at("string_pattern_mismatch", "configurationVersion"));
    }
    return version;
  }

  private static String source(JsonNode metadata, List<Invalid.Fault> faults) {
    if (absent(metadata)) {
      return null;
    }
    if (!metadata.isObject()) {
      faults.add(Invalid.at("model_type", "metadata"));
      return null;
    }
    JsonNode node = metadata.get("source");
    String source = absent(node) ? null : text(node, faults, "metadata", "source");
    if (source != null && source.codePointCount(0, source.length()) > MAX_SOURCE) {
      faults.add(Invalid.at("string_too_long", "metadata", "source"));
    }
    return source;
  }

  private static boolean absent(JsonNode node) {
    return node == null || node.isNull();
  }

  private static String text(JsonNode node, List<Invalid.Fault> faults, String... at) {
    // A lone surrogate is an escape that no UTF-8 can carry any further.
    if (!node.isTextual() || !UTF_8.newEncoder().canEncode(node.textValue())) {
      faults.add(Invalid.at("string_type", at));
      return null;
    }
    return node.textValue();
  }
}
