package dev.waybill.gateway.house;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A client of one gateway, over HTTP. */
public final class Api {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final URI base;
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  public Api(URI base) {
    this.base = base;
  }

  public URI base() {
    return base;
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  /**
   * @param headers names and values in turn
   */
  public Answer send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /**
   * A request as a client library would not send it; its connection has to be closed by its end.
   */
  public static String raw(int port, String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A request with a token of {@code client}. */
  public Answer as(String client, String method, String path, String body, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Authorization";
    all[1] = "Bearer " + token(client);
    System.arraycopy(headers, 0, all, 2, headers.length);
    return send(method, path, body, all);
  }

  public Answer get(String client, String path) {
    return as(client, "GET", path, null);
  }

  public Answer create(String client, String body, String... headers) {
    return as(client, "POST", "/jobs", body, headers);
  }

  /** Id of a new job that waits for its upload. */
  public String job(String client) {
    Answer answer = create(client, "{\"fileName\":\"documents.zip\"}");
    if (answer.status() != 200) {
      throw new AssertionError("no job: " + answer.status() + " " + answer.body());
    }
    return answer.text("jobId");
  }

  public String token(String client) {
    return tokens.computeIfAbsent(
        client, id -> grant(basic(id, House.SECRET), "").text("access_token"));
  }

  /**
   * @param form what follows the grant type
   */
  public Answer grant(String authorization, String form) {
    String type = "application/x-www-form-urlencoded";
    String body = "grant_type=client_credentials" + form;
    return authorization == null
        ? send("POST", "/oauth2/token", body, "Content-Type", type)
        : send("POST", "/oauth2/token", body, "Content-Type", type, "Authorization", authorization);
  }

  public static String basic(String id, String secret) {
    String pair = encode(id) + ":" + encode(secret);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
