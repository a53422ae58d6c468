package dev.waybill.gateway.idp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Uploads as {@code curl -F} does: the form's fields, the file last. */
public final class Forms {
  private static final String BOUNDARY = "waybill-test-boundary";

  private Forms() {}

  public static int post(JsonNode upload, byte[] file) throws IOException, InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (var field : upload.get("requiredHeaders").properties()) {
      body.writeBytes(text(part(field.getKey()) + "\r\n\r\n" + field.getValue().asText() + "\r\n"));
    }
    body.writeBytes(text(part("file\"; filename=\"documents.zip") + "\r\n\r\n"));
    body.writeBytes(file);
    body.writeBytes(text("\r\n--" + BOUNDARY + "--\r\n"));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(upload.get("uploadUrl").asText()))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private static String part(String name) {
    return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"";
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
