package dev.waybill.storage.grant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.waybill.storage.StoreException;
import dev.waybill.storage.StoreException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers what a test scripts. */
class ExchangeTest {
  /** An answer's status; no answer at all, the connection closed; or one that never ends. */
  private static final int CLOSED = 0;

  private static final int STALLED = -1;

  private final Queue<Integer> script = new ArrayDeque<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Exchange exchange =
      new Exchange(http, new Retry(3, Duration.ofMillis(2), Duration.ofMillis(4)));
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    http.shutdownNow();
    server.stop(0);
  }

  private void answer(HttpExchange call) throws IOException {
    calls.incrementAndGet();
    call.getRequestBody().readAllBytes();
    int status = script.remove();
    if (status == STALLED) {
      return;
    }
    if (status != CLOSED) {
      String code = status == 400 ? "RequestTimeout" : "SlowDown";
      byte[] body = ("<Error><Code>" + code + "</Code><Secret>X</Secret></Error>").getBytes(UTF_8);
      call.sendResponseHeaders(status, status == 204 ? -1 : body.length);
      if (status != 204) {
        call.getResponseBody().write(body);
      }
    }
    call.close();
  }

  private HttpRequest request(Duration timeout) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/?sig=secret");
    return HttpRequest.newBuilder(url).timeout(timeout).POST(BodyPublishers.ofString("x")).build();
  }

  private void send(Integer... answers) {
    script.addAll(List.of(answers));
    exchange.send("log.txt", request(Duration.ofSeconds(20)));
  }

  @Test
  void what_may_pass_is_tried_again() {
    send(503, CLOSED, 204);

    assertThat(calls).hasValue(3);
  }

  @Test
  void a_store_that_waited_for_a_body_in_vain_is_sent_it_again() {
    send(400, 204);

    assertThat(calls).hasValue(2);
  }

  @Test
  void what_does_not_pass_ends_after_the_last_attempt() {
    assertThatThrownBy(() -> send(500, 503, 503))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
        .hasMessage("log.txt: 503 SlowDown");
    assertThatThrownBy(() -> send(CLOSED, CLOSED, CLOSED))
        .isInstanceOf(StoreException.class)
        .hasNoCause()
        .hasMessageNotContaining("127.0.0.1")
        .hasMessageNotContaining("secret");
  }

  @Test
  void a_refusal_is_not_tried_again() {
    assertThatThrownBy(() -> send(403))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DENIED))
        .hasMessage("log.txt: 403 SlowDown");
    assertThat(calls).hasValue(1);
  }

  @Test
  void an_answer_that_never_comes_is_given_up() {
    script.addAll(List.of(STALLED, 204));

    exchange.send("log.txt", request(Duration.ofMillis(200)));

    assertThat(calls).hasValue(2);
  }

  @Test
  void a_store_that_ignores_ranges_is_not_taken_for_the_range() {
    script.add(200);

    assertThatThrownBy(() -> exchange.fetch("archive", request(Duration.ofSeconds(20)), 3))
        .isInstanceOf(StoreException.class);
  }
}
