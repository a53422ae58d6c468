package dev.waybill.crds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerLogTest {
  private static final Duration ENOUGH = Duration.ofSeconds(30);
  private static final ContainerLog LOG = new ContainerLog("jobs", "pod-1", "work");

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch late = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private KubernetesClient client;
  private volatile int code = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    client =
        KubernetesClients.connect(
            new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort() + "/clusters/c")
                .build());
  }

  @AfterEach
  void stop() {
    late.countDown();
    client.close();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void a_log_takes_one_request_and_none_for_its_pod() throws Exception {
    try (InputStream log = LOG.read(client, ENOUGH)) {
      assertThat(new String(log.readAllBytes(), UTF_8)).isEqualTo("line 1\nline 2\n");
    }
    assertThat(asked)
        .containsExactly("/clusters/c/api/v1/namespaces/jobs/pods/pod-1/log?container=work");
  }

  @Test
  void one_that_is_followed_has_a_bound() throws Exception {
    LOG.follow(client, ENOUGH, 1024).close();
    assertThat(asked.getFirst()).endsWith("/log?container=work&follow=true&limitBytes=1024");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404})
  void a_refusal_has_its_code(int refusal) {
    code = refusal;
    assertThatThrownBy(() -> LOG.read(client, ENOUGH))
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(refusal))
        .hasMessage("the log of pod pod-1 was refused");
  }

  @Test
  void an_answer_that_does_not_come_in_time_is_not_waited_for() {
    code = 0;
    assertThatThrownBy(() -> LOG.read(client, Duration.ofMillis(50)))
        .isInstanceOf(KubernetesClientException.class)
        .hasCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void a_server_that_is_away_is_not_taken_for_one_that_is_late() {
    server.stop(0);
    assertThatThrownBy(() -> LOG.read(client, ENOUGH))
        .isInstanceOf(KubernetesClientException.class)
        .hasCauseInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(ConnectException.class);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().toString());
    try (exchange) {
      if (code == 0) {
        late.await();
        return;
      }
      byte[] body = (code == 200 ? "line 1\nline 2\n" : "{\"kind\":\"Status\"}").getBytes(UTF_8);
      exchange.sendResponseHeaders(code, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
