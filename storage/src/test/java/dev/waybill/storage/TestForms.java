package dev.waybill.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Sends forms as a client would, right and wrong ones. */
final class TestForms {
  private static final String BOUNDARY = "----a-boundary-of-these-tests";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private TestForms() {}

  /** The status of the answer. */
  static int post(URI url, Map<String, String> fields, byte[] file) throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    fields.forEach((name, value) -> part(body, name, "", value.getBytes(UTF_8)));
    part(body, "file", "; filename=\"a.zip\"\r\nContent-Type: application/zip", file);
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
    return CLIENT.send(request, BodyHandlers.discarding()).statusCode();
  }

  private static void part(ByteArrayOutputStream body, String name, String more, byte[] value) {
    String head =
        "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more;
    body.writeBytes((head + "\r\n\r\n").getBytes(UTF_8));
    body.writeBytes(value);
    body.writeBytes("\r\n".getBytes(UTF_8));
  }
}
