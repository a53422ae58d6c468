package dev.waybill.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A security token service over HTTP, and the process as a pod with a web identity. */
final class SecurityTokens implements AutoCloseable {
  private final HttpServer server;
  private final Path tokenFile;
  private final List<String> presented = new CopyOnWriteArrayList<>();
  private final List<String> durations = new CopyOnWriteArrayList<>();
  private final Map<String, String> settings;
  private volatile Duration life = Duration.ofHours(1);
  private volatile Instant lastEnd;

  private SecurityTokens(Path folder) throws IOException {
    tokenFile = Files.writeString(folder.resolve("token"), "web-identity-1");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    settings =
        Map.of(
            "aws.endpointUrlSts",
            "http://127.0.0.1:" + server.getAddress().getPort(),
            "aws.roleArn",
            "arn:aws:iam::123456789012:role/waybill",
            "aws.webIdentityTokenFile",
            tokenFile.toString(),
            "aws.region",
            "us-east-1");
  }

  static SecurityTokens start(Path folder) throws IOException {
    SecurityTokens tokens = new SecurityTokens(folder);
    tokens.server.start();
    tokens.settings.forEach(System::setProperty);
    return tokens;
  }

  /** A store without keys of its own. */
  ObjectStore store() {
    return store(Duration.ofHours(1));
  }

  /**
   * @param sessionLife that it asks for
   */
  ObjectStore store(Duration sessionLife) {
    return S3Store.connect(
        new StoreConfig(
            URI.create("http://ceph:7480"),
            null,
            "us-east-1",
            null,
            null,
            null,
            null,
            sessionLife,
            true,
            "inbox",
            "outbox",
            Duration.ofSeconds(5)));
  }

  /** Of the credentials given from now on; not positive: none are given. */
  void live(Duration life) {
    this.life = life;
  }

  /** As the kubelet does once in a while. */
  void rotate(String token) throws IOException {
    Files.writeString(tokenFile, token);
  }

  /** The web identities that came, in order. */
  List<String> presented() {
    return presented;
  }

  /** How long the sessions were asked to last, in seconds, in order. */
  List<String> durations() {
    return durations;
  }

  /** Of the credentials given last. */
  Instant lastEnd() {
    return lastEnd;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String token = form.replaceFirst("(?s).*WebIdentityToken=([^&]*).*", "$1");
      presented.add(URLDecoder.decode(token, UTF_8));
      durations.add(form.replaceFirst("(?s).*DurationSeconds=([^&]*).*", "$1"));
      byte[] body = (life.isPositive() ? given() : REFUSED).getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/xml");
      exchange.sendResponseHeaders(life.isPositive() ? 200 : 403, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String given() {
    lastEnd = Instant.now().plus(life).truncatedTo(ChronoUnit.SECONDS);
    int number = presented.size();
    return """
        <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <AssumeRoleWithWebIdentityResult><Credentials>
            <AccessKeyId>KEY%d</AccessKeyId><SecretAccessKey>secret%d</SecretAccessKey>
            <SessionToken>session%d</SessionToken><Expiration>%s</Expiration>
          </Credentials></AssumeRoleWithWebIdentityResult>
        </AssumeRoleWithWebIdentityResponse>
        """
        .formatted(number, number, number, lastEnd);
  }

  private static final String REFUSED =
      """
      <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not you</Message></Error>
      </ErrorResponse>
      """;

  @Override
  public void close() {
    settings.keySet().forEach(System::clearProperty);
    server.stop(0);
  }
}
