package dev.waybill.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** A client of a gateway in training: a token, and what can be asked where there is no job. */
final class TrainingClient implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final Gateway gateway;
  private final String credentials;

  TrainingClient(Gateway gateway, String clientId, String secret) {
    this.gateway = gateway;
    byte[] pair = (clientId + ":" + secret).getBytes(UTF_8);
    this.credentials = "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  void send() throws IOException, InterruptedException {
    awaitReady();
    String token = "Bearer " + token();
    expect(200, get(gateway.port(), "/jobs", token));
    expect(404, get(gateway.port(), "/jobs/00000000-0000-4000-8000-000000000000", token));
    expect(200, get(gateway.adminPort(), "/metrics", token));
  }

  private void awaitReady() throws IOException, InterruptedException {
    Instant latest = Instant.now().plus(LONGEST_START);
    while (get(gateway.adminPort(), "/readyz", "").statusCode() != 200) {
      if (Instant.now().isAfter(latest)) {
        throw new IllegalStateException("the gateway did not get ready within " + LONGEST_START);
      }
      Thread.sleep(PAUSE);
    }
  }

  private String token() throws IOException, InterruptedException {
    HttpRequest request =
        request(gateway.port(), "/oauth2/token", credentials)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials"))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    expect(200, answer);
    return JsonMapper.builder().build().readTree(answer.body()).path("access_token").asText();
  }

  private HttpResponse<String> get(int port, String path, String authorization)
      throws IOException, InterruptedException {
    return http.send(request(port, path, authorization).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(int port, String path, String authorization) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(TIMEOUT)
        .header("Authorization", authorization);
  }

  private static void expect(int status, HttpResponse<String> answer) {
    if (answer.statusCode() != status) {
      throw new IllegalStateException(
          answer.request().uri().getPath() + " was answered " + answer.statusCode());
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
