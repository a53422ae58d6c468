package dev.waybill.crds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SilentWatchesTest {
  private static final Duration LONGEST = Duration.ofMillis(100);

  private final AtomicLong now = new AtomicLong();
  private final List<String> watches = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private KubernetesClient client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::tell);
    server.start();
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(Config.empty())
                    .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                    .withOnlyHttpWatches(true)
                    .withWatchReconnectInterval(10)
                    .build())
            .withHttpClientBuilderConsumer(
                http ->
                    http.addOrReplaceInterceptor("silent", new SilentWatches(LONGEST, now::get)))
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void a_watch_that_tells_something_now_and_then_goes_on_and_a_silent_one_is_replaced() {
    client.configMaps().inNamespace("n").watch(new Seeing());
    for (int version = 101; version <= 110; version++) {
      String next = Integer.toString(version);
      told.add(next);
      await().until(() -> seen.contains(next));
      now.addAndGet(LONGEST.dividedBy(2).toNanos());
    }
    assertThat(watches).hasSize(1);

    now.addAndGet(LONGEST.toNanos());

    await().until(() -> watches.size() == 2);
    assertThat(watches.get(1)).as("goes on from where the first was").contains("Version=110");
  }

  /** One watch: it never ends by itself. */
  private void tell(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    OutputStream events = exchange.getResponseBody();
    watches.add(exchange.getRequestURI().getQuery());
    try {
      while (true) {
        events.write(
            """
            {"type":"MODIFIED","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a","resourceVersion":"%s"}}}
            """
                .formatted(told.take())
                .getBytes(UTF_8));
        events.flush();
      }
    } catch (InterruptedException e) {
      exchange.close();
    }
  }

  private final class Seeing implements Watcher<ConfigMap> {
    @Override
    public void eventReceived(Action action, ConfigMap map) {
      seen.add(map.getMetadata().getResourceVersion());
    }

    @Override
    public void onClose(WatcherException cause) {
      seen.add("closed");
    }
  }
}
