package dev.waybill.local.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PodWriterTest {
  private static final Pod POD =
      new PodBuilder()
          .withNewMetadata()
          .withNamespace("n")
          .withName("p")
          .withUid("u")
          .withResourceVersion("1")
          .endMetadata()
          .build();

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger refusals = new AtomicInteger();
  private final Queue<String> written = new ConcurrentLinkedQueue<>();
  private HttpServer server;
  private KubernetesClient client;
  private PodWriter writer;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
    writer = new PodWriter(client, timer);
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
    client.close();
    server.stop(0);
  }

  @Test
  void what_the_API_did_not_take_is_written_when_it_does_and_the_last_of_it_only() {
    refusals.set(3);

    writer.write(POD, phase("Running"));
    writer.write(POD, phase("Succeeded"));

    await().until(() -> !written.isEmpty());
    assertThat(written).containsExactly("Succeeded");
  }

  @Test
  void of_a_pod_that_is_gone_nothing_is_tried_again() {
    refusals.set(1);
    writer.write(POD, phase("Running"));

    writer.forget(POD);
    refusals.set(0);
    timer.shutdown();

    await().until(timer::isTerminated);
    assertThat(written).isEmpty();
  }

  private static PodStatus phase(String phase) {
    return new PodStatusBuilder().withPhase(phase).build();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean write = exchange.getRequestMethod().equals("PUT");
    int code = write && refusals.getAndDecrement() > 0 ? 500 : 200;
    if (write && code == 200) {
      written.add(
          Serialization.unmarshal(new String(body, StandardCharsets.UTF_8), Pod.class)
              .getStatus()
              .getPhase());
    }
    byte[] answer = Serialization.asJson(POD).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
