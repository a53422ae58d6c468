package dev.waybill.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.local.Trouble;
import dev.waybill.storage.text.DisplayText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Batch Jobs REST API of one gateway, with a token that is renewed in time. */
public final class JobApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Http http;
  private final URI address;
  private final TokenSource tokens;

  public JobApi(Http http, URI address, TokenSource tokens) {
    this.http = http;
    this.address = address;
    this.tokens = tokens;
  }

  /**
   * {@code POST /jobs}.
   *
   * @param idempotencyKey the same key finds the same job again
   */
  public JsonNode create(String fileName, String idempotencyKey) throws IOException {
    byte[] body = JSON.writeValueAsBytes(Map.of("fileName", fileName));
    return answer(
        request("/jobs")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  /** {@code GET /jobs/{id}}. */
  public JsonNode job(String jobId) throws IOException {
    return answer(request("/jobs/" + jobId).GET());
  }

  /** All pages of {@code GET /jobs/{id}/files} with a status. */
  public List<FileLine> files(String jobId, String status) throws IOException {
    List<FileLine> files = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          answer(request("/jobs/" + jobId + "/files?limit=100&status=" + status + cursor).GET());
      for (JsonNode file : page.path("files")) {
        files.add(FileLine.of(file));
      }
      String next = page.path("nextCursor").asText("");
      cursor = next.isEmpty() ? "" : "&cursor=" + Http.encode(next);
    } while (!cursor.isEmpty());
    return files;
  }

  private HttpRequest.Builder request(String path) throws IOException {
    return Http.request(address.resolve(path)).header("Authorization", "Bearer " + tokens.token());
  }

  private JsonNode answer(HttpRequest.Builder request) throws IOException {
    HttpResponse<byte[]> response = http.send(request.build());
    JsonNode body = JSON.readTree(response.body());
    if (response.statusCode() != 200) {
      throw new Trouble(
          "the API answered %d: %s"
              .formatted(response.statusCode(), DisplayText.of(body.toString(), 300)));
    }
    return body;
  }
}
