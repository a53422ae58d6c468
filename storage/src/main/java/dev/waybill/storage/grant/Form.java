package dev.waybill.storage.grant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;

/** A multipart/form-data body (RFC 7578) around a file that comes last, as S3 wants it. */
record Form(String boundary, String fields) {
  /**
   * @param fields in the order to send, without {@code key} and {@code file}
   */
  static Form of(Map<String, String> fields, String key, String contentType) {
    String boundary = "waybill-" + UUID.randomUUID();
    StringBuilder text = new StringBuilder();
    field(text, boundary, "key", key);
    field(text, boundary, "Content-Type", contentType);
    fields.forEach((name, value) -> field(text, boundary, name, value));
    text.append("--").append(boundary).append("\r\n");
    text.append("Content-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n");
    text.append("Content-Type: application/octet-stream\r\n\r\n");
    return new Form(boundary, text.toString());
  }

  private static void field(StringBuilder text, String boundary, String name, String value) {
    text.append("--").append(boundary).append("\r\n");
    text.append("Content-Disposition: form-data; name=\"").append(name).append("\"\r\n\r\n");
    text.append(value).append("\r\n");
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  BodyPublisher head() {
    return BodyPublishers.ofByteArray(fields.getBytes(UTF_8));
  }

  BodyPublisher tail() {
    return BodyPublishers.ofByteArray(("\r\n--" + boundary + "--\r\n").getBytes(UTF_8));
  }
}
