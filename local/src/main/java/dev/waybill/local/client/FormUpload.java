package dev.waybill.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.local.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** A presigned POST: the form's fields as parts, the file streamed from disk as the last. */
public final class FormUpload {
  private static final Duration LONGEST = Duration.ofHours(1);

  private FormUpload() {}

  /**
   * @param upload the member of that name in the answer of {@code POST /jobs}
   */
  public static void send(Http http, JsonNode upload, Path file) throws IOException {
    String boundary = "waybill-" + UUID.randomUUID();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(upload.path("uploadUrl").asText()))
            .timeout(LONGEST)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(body(boundary, upload.path("requiredHeaders"), file))
            .build();
    int status = http.send(request).statusCode();
    if (status / 100 != 2) {
      throw new Trouble("the store answered " + status + " to the upload of " + file.getFileName());
    }
  }

  private static BodyPublisher body(String boundary, JsonNode fields, Path file)
      throws IOException {
    StringBuilder head = new StringBuilder();
    fields
        .properties()
        .forEach(field -> head.append(part(boundary, field.getKey(), field.getValue().asText())));
    head.append("--%s\r\n".formatted(boundary))
        .append("Content-Disposition: form-data; name=\"file\"; filename=\"archive.zip\"\r\n")
        .append("Content-Type: application/zip\r\n\r\n");
    String tail = "\r\n--" + boundary + "--\r\n";
    return BodyPublishers.concat(
        BodyPublishers.ofString(head.toString(), StandardCharsets.UTF_8),
        BodyPublishers.ofFile(file),
        BodyPublishers.ofString(tail));
  }

  private static String part(String boundary, String name, String value) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(boundary, name, value);
  }
}
