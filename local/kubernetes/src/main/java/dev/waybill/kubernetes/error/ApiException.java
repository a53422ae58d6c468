package dev.waybill.kubernetes.error;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.json.Json;
import java.util.List;

/** An answer that is not the wished one: a {@code Status} of version v1 with its HTTP code. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int code;
  private final String reason;
  private final transient ObjectNode details;

  ApiException(int code, String reason, String message, ObjectNode details) {
    super(message, null, false, false);
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  public int code() {
    return code;
  }

  /** The {@code Status} object of the answer's body. */
  public ObjectNode status() {
    ObjectNode status = Json.object();
    status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
    status.put("status", "Failure").put("message", getMessage()).put("reason", reason);
    if (details != null) {
      status.set("details", details);
    }
    return status.put("code", code);
  }

  public static ApiException badRequest(String message) {
    return new ApiException(400, "BadRequest", message, null);
  }

  public static ApiException unauthorized() {
    return new ApiException(401, "Unauthorized", "Unauthorized", null);
  }

  public static ApiException forbidden(String message) {
    return new ApiException(403, "Forbidden", message, null);
  }

  /** No such path, as opposed to no such object. */
  public static ApiException noSuchPath() {
    return new ApiException(
        404, "NotFound", "the server could not find the requested resource", Json.object());
  }

  /** A kind or door that an API server may have and this one has not. */
  public static ApiException notServed(String what) {
    return new ApiException(
        404,
        "NotFound",
        "the server could not find the requested resource: %s is not served by this API"
            .formatted(what),
        Json.object());
  }

  public static ApiException notFound(String group, String plural, String name) {
    return new ApiException(
        404,
        "NotFound",
        "%s \"%s\" not found".formatted(qualified(group, plural), name),
        named(group, plural, name));
  }

  public static ApiException alreadyExists(String group, String plural, String name) {
    return new ApiException(
        409,
        "AlreadyExists",
        "%s \"%s\" already exists".formatted(qualified(group, plural), name),
        named(group, plural, name));
  }

  public static ApiException conflict(String group, String plural, String name, String why) {
    return new ApiException(
        409,
        "Conflict",
        "Operation cannot be fulfilled on %s \"%s\": %s"
            .formatted(qualified(group, plural), name, why),
        named(group, plural, name));
  }

  /** A stale {@code resourceVersion}. */
  public static ApiException stale(String group, String plural, String name) {
    return conflict(
        group,
        plural,
        name,
        "the object has been modified; please apply your changes to the latest version and try"
            + " again");
  }

  public static ApiException methodNotAllowed() {
    return new ApiException(
        405,
        "MethodNotAllowed",
        "the server does not allow this method on the requested resource",
        Json.object());
  }

  /** The resource version asked for is no longer, or not yet, in the watch history. */
  public static ApiException expired(String message) {
    return new ApiException(410, "Expired", message, null);
  }

  public static ApiException tooLarge(long limit) {
    return new ApiException(
        413,
        "RequestEntityTooLarge",
        "Request entity too large: limit is %d".formatted(limit),
        null);
  }

  public static ApiException unsupportedMediaType(String message) {
    return new ApiException(415, "UnsupportedMediaType", message, null);
  }

  /** Understood, and yet not to be done. */
  public static ApiException unprocessable(String message) {
    return new ApiException(422, "Invalid", message, null);
  }

  public static ApiException tooManyRequests() {
    ObjectNode details = Json.object().put("retryAfterSeconds", 1);
    return new ApiException(
        429, "TooManyRequests", "too many requests, please try again later", details);
  }

  public static ApiException internal(String message) {
    return new ApiException(500, "InternalError", message, null);
  }

  /** What the object itself is refused for; the message names every cause. */
  public static ApiException invalid(
      String group, String kind, String name, List<FieldError> errors) {
    ObjectNode details = named(group, kind, name);
    var causes = details.putArray("causes");
    errors.forEach(error -> causes.add(error.cause()));
    List<String> texts = errors.stream().map(FieldError::text).distinct().toList();
    String list = texts.size() == 1 ? texts.getFirst() : "[" + String.join(", ", texts) + "]";
    String what = group.isEmpty() ? kind : kind + "." + group;
    return new ApiException(
        422, "Invalid", "%s \"%s\" is invalid: %s".formatted(what, name, list), details);
  }

  private static String qualified(String group, String plural) {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  private static ObjectNode named(String group, String kind, String name) {
    ObjectNode details = Json.object().put("name", name);
    if (!group.isEmpty()) {
      details.put("group", group);
    }
    return details.put("kind", kind);
  }
}
