package dev.waybill.kubernetes.error;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.json.Json;

/**
 * One reason why an object is refused.
 *
 * @param reason a cause's reason of Kubernetes' API machinery, for example {@code
 *     FieldValueInvalid}
 * @param message without the field
 */
public record FieldError(String reason, String field, String message) {
  private static final int MAX_VALUE = 256;

  public static FieldError invalid(String field, JsonNode value, String detail) {
    return new FieldError(
        "FieldValueInvalid", field, "Invalid value: " + quoted(value) + ": " + detail);
  }

  public static FieldError wrongType(String field, JsonNode value, String detail) {
    return new FieldError(
        "FieldValueTypeInvalid", field, "Invalid value: " + quoted(value) + ": " + detail);
  }

  public static FieldError required(String field, String detail) {
    String text = detail.isEmpty() ? "Required value" : "Required value: " + detail;
    return new FieldError("FieldValueRequired", field, text);
  }

  public static FieldError forbidden(String field, String detail) {
    return new FieldError("FieldValueForbidden", field, "Forbidden: " + detail);
  }

  public static FieldError unsupported(String field, JsonNode value, String supported) {
    return new FieldError(
        "FieldValueNotSupported",
        field,
        "Unsupported value: " + quoted(value) + ": supported values: " + supported);
  }

  public static FieldError tooLong(String field, int limit) {
    return new FieldError(
        "FieldValueTooLong", field, "Too long: may not be more than " + limit + " bytes");
  }

  public static FieldError tooMany(String field, int actual, long limit) {
    return new FieldError(
        "FieldValueTooMany",
        field,
        "Too many: " + actual + ": must have at most " + limit + " items");
  }

  String text() {
    return field + ": " + message;
  }

  ObjectNode cause() {
    return Json.object().put("reason", reason).put("message", message).put("field", field);
  }

  private static String quoted(JsonNode value) {
    if (value.isObject() || value.isArray()) {
      return value.isObject() ? "\"object\"" : "\"array\"";
    }
    String text = value.toString();
    return text.length() > MAX_VALUE ? text.substring(0, MAX_VALUE) + "..." : text;
  }
}
