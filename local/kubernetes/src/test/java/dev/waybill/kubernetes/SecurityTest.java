package dev.waybill.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("embedded")
class SecurityTest {
  @TempDir private static Path folder;
  private static EmbeddedKubernetes kubernetes;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    var settings = new EmbeddedKubernetes.Settings(folder, 0, PodLogs.NONE);
    kubernetes = EmbeddedKubernetes.start(settings);
    token = Files.readString(folder.resolve("token"));
  }

  @AfterAll
  static void stop() {
    kubernetes.close();
  }

  @Test
  void only_the_token_opens() throws Exception {
    assertThat(send(request("GET", "/api/v1/namespaces", "", ""))).startsWith("HTTP/1.1 200");
    String without =
        "GET /api/v1/namespaces HTTP/1.1\r\nHost: " + host() + "\r\nConnection: close\r\n\r\n";
    assertThat(send(without)).startsWith("HTTP/1.1 401").contains("\"reason\":\"Unauthorized\"");
    String wrong = request("GET", "/api/v1/namespaces", "", "").replace(token, token + "x");
    assertThat(send(wrong)).startsWith("HTTP/1.1 401");
  }

  @Test
  void a_foreign_host_name_is_refused() throws Exception {
    String foreign = request("GET", "/version", "", "").replace(host(), "evil.example:" + port());
    assertThat(send(foreign)).startsWith("HTTP/1.1 403");
  }

  @Test
  void what_a_web_page_can_post_is_refused() throws Exception {
    String path = "/api/v1/namespaces/default/configmaps";
    String body = "{\"metadata\":{\"name\":\"evil\"}}";
    assertThat(send(request("POST", path, "text/plain", body))).startsWith("HTTP/1.1 415");
    assertThat(send(request("POST", path, "application/x-www-form-urlencoded", body)))
        .startsWith("HTTP/1.1 415");
    assertThat(send(request("POST", path, "", body))).startsWith("HTTP/1.1 415");
  }

  @Test
  void a_body_that_is_no_json_is_refused_at_once() throws Exception {
    String path = "/api/v1/namespaces/default/configmaps";
    for (String body : new String[] {"{\"metadata\":", "[]", "nonsense", "", "{} {}"}) {
      assertThat(send(request("POST", path, "application/json", body)))
          .startsWith("HTTP/1.1 400")
          .contains("\"kind\":\"Status\"");
    }
  }

  @Test
  void a_body_that_is_too_long_is_refused() throws Exception {
    String path = "/api/v1/namespaces/default/configmaps";
    String body = "{\"data\":{\"k\":\"" + "x".repeat(3 << 20) + "\"}}";
    assertThat(send(request("POST", path, "application/json", body))).startsWith("HTTP/1.1 413");
  }

  @Test
  void paths_that_are_none_are_answered_by_a_status() throws Exception {
    for (String path : new String[] {"/", "/nope", "/api/v1/..%2f", "/apis/a/b/c", "/api//v1"}) {
      assertThat(send(request("GET", path, "", ""))).startsWith("HTTP/1.1 4");
    }
    assertThat(send(request("DELETE", "/api", "", ""))).startsWith("HTTP/1.1 405");
    assertThat(send(request("DELETE", "/", "", ""))).startsWith("HTTP/1.1 4");
  }

  @Test
  void secrets_lie_for_the_owners_eyes_alone() throws Exception {
    for (String file : new String[] {"token", "server.p12", "objects.mv"}) {
      var permissions = Files.getPosixFilePermissions(folder.resolve(file));
      assertThat(PosixFilePermissions.toString(permissions)).as(file).isEqualTo("rw-------");
    }
  }

  private static String request(String method, String path, String type, String body) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: "
        + host()
        + "\r\nAuthorization: Bearer "
        + token
        + (type.isEmpty() ? "" : "\r\nContent-Type: " + type)
        + "\r\nContent-Length: "
        + body.length()
        + "\r\nConnection: close\r\n\r\n"
        + body;
  }

  private static String host() {
    return "127.0.0.1:" + port();
  }

  private static int port() {
    return kubernetes.address().getPort();
  }

  private static String send(String request) throws Exception {
    URI address = kubernetes.address();
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
    try (var socket =
        (SSLSocket) context.getSocketFactory().createSocket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(30_000);
      var out = socket.getOutputStream();
      var answer = new ByteArrayOutputStream();
      try {
        out.write(request.getBytes(StandardCharsets.UTF_8));
        out.flush();
      } catch (IOException refusedEarly) {
        answer.reset();
      }
      socket.getInputStream().transferTo(answer);
      return answer.toString(StandardCharsets.UTF_8);
    }
  }

  private static final class TrustAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
