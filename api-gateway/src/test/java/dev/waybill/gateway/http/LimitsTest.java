package dev.waybill.gateway.http;

import static dev.waybill.gateway.house.Api.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.gateway.Gateway;
import dev.waybill.gateway.house.Answer;
import dev.waybill.gateway.house.Api;
import dev.waybill.gateway.house.House;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private final House house = House.shared();
  private final Api api = house.api();

  @Test
  void a_body_that_is_too_large_is_a_413_in_the_doors_shape() {
    String body = "{\"fileName\":\"a.zip\",\"x\":\"" + "x".repeat(65_536) + "\"}";
    Answer answer = api.create("alice", body);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body())
        .isEqualTo("{\"statusCode\":413,\"message\":\"Request body too large\"}");
  }

  @Test
  void a_body_without_a_length_is_counted_as_it_comes() throws Exception {
    String chunk = "10000\r\n" + "x".repeat(65_536) + "\r\n";
    String answer =
        raw(
            api.base().getPort(),
            "POST /jobs HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nAuthorization: Bearer "
                + api.token("alice")
                + "\r\n\r\n"
                + chunk
                + chunk
                + "0\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 413").contains("Connection: close");
  }

  @Test
  void headers_that_are_too_large_are_refused_in_the_doors_shape() throws Exception {
    String answer =
        raw(
            api.base().getPort(),
            "GET /jobs HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Long: "
                + "x".repeat(20_000)
                + "\r\n\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 431")
        .contains("{\"statusCode\":431,")
        .containsIgnoringCase("cache-control: no-store")
        .containsIgnoringCase("x-request-id: ");
  }

  @Test
  void a_line_that_is_no_request_is_refused_in_the_doors_shape() throws Exception {
    String answer =
        raw(api.base().getPort(), "GET /jobs/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 400").contains("{\"statusCode\":400,");
  }

  @Test
  void a_key_with_letters_beyond_ASCII_is_a_400() throws Exception {
    String answer =
        raw(
            api.base().getPort(),
            "POST /jobs HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n"
                + "Idempotency-Key: schlüssel\r\nAuthorization: Bearer "
                + api.token("alice")
                + "\r\n\r\n{}");
    assertThat(answer).startsWith("HTTP/1.1 400").contains("Idempotency-Key");
  }

  @Test
  void a_body_that_does_not_come_in_time_is_a_408() throws Exception {
    try (Gateway hasty = house.start(Map.of("IDLE_SECONDS", "1", "BODY_SECONDS", "1"))) {
      String answer =
          raw(
              hasty.port(),
              "POST /jobs HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\nAuthorization: Bearer "
                  + api.token("alice")
                  + "\r\n\r\n{");
      assertThat(answer).startsWith("HTTP/1.1 408").contains("{\"statusCode\":408,");
    }
  }

  @Test
  void a_connection_that_stays_silent_is_closed() throws Exception {
    try (Gateway hasty = house.start(Map.of("IDLE_SECONDS", "1"))) {
      assertThat(raw(hasty.port(), "")).isEmpty();
    }
  }

  @Test
  void health_readiness_and_metrics_are_served_and_name_no_path_of_a_client() {
    api.get("/somewhere-secret");
    assertThat(api.get("/healthz").status()).isEqualTo(200);
    assertThat(api.get("/readyz").status()).isEqualTo(200);
    assertThat(api.get("/metrics").body())
        .contains("waybill_gateway_requests_seconds_count{method=\"GET\",route=\"/healthz\"")
        .contains("route=\"none\"")
        .doesNotContain("somewhere-secret");
  }

  @Test
  void an_admin_port_of_its_own_serves_them_alone() {
    try (Gateway apart = house.start(Map.of("ADMIN_PORT", "0"))) {
      Api admin = new Api(URI.create("http://127.0.0.1:" + apart.adminPort()));
      Api front = new Api(URI.create("http://127.0.0.1:" + apart.port()));
      assertThat(admin.get("/healthz").status()).isEqualTo(200);
      assertThat(admin.get("/metrics").status()).isEqualTo(200);
      assertThat(admin.get("/jobs").status()).isEqualTo(404);
      assertThat(front.get("/metrics").status()).isEqualTo(404);
    }
  }

  @Test
  void a_request_that_is_running_ends_well_while_the_gateway_stops() throws Exception {
    Gateway stopping = house.start(Map.of());
    try (Socket socket = new Socket("127.0.0.1", stopping.port())) {
      socket.setSoTimeout(20_000);
      String head =
          "POST /jobs HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n"
              + "Authorization: Bearer "
              + api.token("alice")
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      byte[] begun = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
      assertThat(new String(begun, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 100");
      Thread closing = Thread.ofVirtual().start(stopping::close);
      socket.getOutputStream().write("{}".getBytes(StandardCharsets.UTF_8));
      assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
          .isEqualTo("HTTP/1.1 422");
      closing.join();
    } finally {
      stopping.close();
    }
  }
}
