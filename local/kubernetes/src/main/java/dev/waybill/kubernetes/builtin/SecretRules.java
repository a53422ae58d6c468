package dev.waybill.kubernetes.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waybill.kubernetes.error.FieldError;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.resource.KindRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A Secret's {@code stringData} is written into its {@code data}; its type never changes. */
final class SecretRules implements KindRules {
  private static final int MAX_BYTES = 1 << 20;

  @Override
  public void beforeCreate(ObjectNode secret) {
    secret.putIfAbsent("type", TextNode.valueOf("Opaque"));
    encode(secret);
  }

  @Override
  public void beforeUpdate(ObjectNode secret, ObjectNode old) {
    secret.putIfAbsent("type", TextNode.valueOf("Opaque"));
    encode(secret);
  }

  @Override
  public List<FieldError> validate(ObjectNode secret, ObjectNode old) {
    List<FieldError> errors = new ArrayList<>();
    int bytes = 0;
    for (var entry : secret.path("data").properties()) {
      bytes += entry.getValue().asText().length() / 4 * 3;
      if (!isBase64(entry.getValue())) {
        // Never the value: it is secret.
        errors.add(
            new FieldError(
                "FieldValueInvalid", "data[" + entry.getKey() + "]", "Invalid value: not base64"));
      }
    }
    if (bytes > MAX_BYTES) {
      errors.add(FieldError.tooLong("data", MAX_BYTES));
    }
    if (old != null && !secret.path("type").equals(old.path("type"))) {
      errors.add(FieldError.invalid("type", secret.path("type"), "field is immutable"));
    }
    if (old != null
        && old.path("immutable").asBoolean()
        && !secret.path("data").equals(old.path("data"))) {
      errors.add(FieldError.forbidden("data", "field is immutable when `immutable` is set"));
    }
    return errors;
  }

  private static void encode(ObjectNode secret) {
    JsonNode plain = secret.remove("stringData");
    if (plain == null || plain.isEmpty()) {
      return;
    }
    ObjectNode data = Json.child(secret, "data");
    plain.forEachEntry(
        (name, value) ->
            data.put(
                name,
                Base64.getEncoder()
                    .encodeToString(value.asText().getBytes(StandardCharsets.UTF_8))));
  }

  private static boolean isBase64(JsonNode value) {
    try {
      Base64.getDecoder().decode(value.asText());
      return value.isTextual();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
