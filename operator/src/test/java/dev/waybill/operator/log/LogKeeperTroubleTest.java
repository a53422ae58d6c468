package dev.waybill.operator.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.waybill.crds.KubernetesClients;
import dev.waybill.operator.Cluster;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.StoreException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs that do not get into the store at the first try. */
class LogKeeperTroubleTest extends KeptLogs {
  private static final Duration PATIENCE = Duration.ofHours(1);

  private static final Supplier<Throwable> AWAY =
      () -> new StoreException(StoreException.Kind.UNAVAILABLE, "away", null);

  @Test
  void a_store_that_never_takes_it_holds_nobody_up_for_ever() {
    slice();
    try (LogKeeper elsewhere =
        new LogKeeper(
            cluster.client(),
            cluster.store(),
            "no-such-bucket",
            1024,
            Duration.ofMillis(200),
            meters)) {
      askOften(elsewhere, wanted(null));
    }
    assertThat(meters.counter("waybill.operator.logs", "outcome", "lost").count()).isEqualTo(1);
  }

  @Test
  void a_store_that_is_away_for_a_while_has_the_log_when_it_is_back() {
    slice();
    pod("fetched\n", "line 1\n");
    AtomicInteger away = new AtomicInteger(20);
    try (LogKeeper patient =
        new LogKeeper(
            cluster.client(), failing(away, AWAY), Cluster.OUTPUT, 1024, PATIENCE, meters)) {
      askOften(patient, wanted("p-" + job));
    }
    assertThat(away).hasNonPositiveValue();
    assertThat(stored()).isEqualTo("line 1\n");
  }

  @Test
  void an_API_server_that_is_away_loses_no_log() {
    AtomicInteger tries = new AtomicInteger();
    Config nobody = new ConfigBuilder(Config.empty()).withMasterUrl("http://127.0.0.1:1").build();
    try (KubernetesClient away = KubernetesClients.connect(nobody);
        LogKeeper patient =
            new LogKeeper(away, counting("head", tries), Cluster.OUTPUT, 1024, PATIENCE, meters)) {
      await()
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(10))
          .until(
              () -> {
                patient.keep(wanted("p-" + job));
                return tries.get() > 4;
              });
    }
    assertThat(kept).hasValue(0);
    assertThat(cluster.keys(Cluster.OUTPUT, keys.prefix())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 503})
  void an_API_server_that_refuses_loses_no_log(int code) throws IOException {
    HttpServer refusing =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    refusing.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(code, -1);
          exchange.close();
        });
    refusing.start();
    String address = "http://127.0.0.1:" + refusing.getAddress().getPort();
    Config config = new ConfigBuilder(Config.empty()).withMasterUrl(address).build();
    try (KubernetesClient client = KubernetesClients.connect(config);
        var clock = Executors.newSingleThreadScheduledExecutor()) {
      PodLogReader reader = new PodLogReader(client, 1024, clock);

      assertThatExceptionOfType(KubernetesClientException.class)
          .isThrownBy(() -> reader.read(wanted("p-" + job)));
    } finally {
      refusing.stop(0);
    }
  }

  @Test
  void a_fault_of_ones_own_does_not_lose_it_at_the_first_try() {
    slice();
    pod("", "line 1\n");
    Supplier<Throwable> fault = () -> new OutOfMemoryError("for a moment");
    try (LogKeeper patient =
        new LogKeeper(
            cluster.client(),
            failing(new AtomicInteger(2), fault),
            Cluster.OUTPUT,
            1024,
            PATIENCE,
            meters)) {
      askOften(patient, wanted("p-" + job));
    }
    assertThat(stored()).isEqualTo("line 1\n");
  }

  @Test
  void a_fault_after_many_tries_of_a_store_that_was_away_does_not_lose_it() {
    slice();
    pod("", "line 1\n");
    AtomicInteger failures = new AtomicInteger(6);
    Supplier<Throwable> last =
        () -> failures.get() > 0 ? AWAY.get() : new IllegalStateException("for a moment");
    try (LogKeeper patient =
        new LogKeeper(
            cluster.client(), failing(failures, last), Cluster.OUTPUT, 1024, PATIENCE, meters)) {
      askOften(patient, wanted("p-" + job));
    }
    assertThat(stored()).isEqualTo("line 1\n");
  }

  @Test
  void a_fault_that_stays_is_given_up_and_counted() {
    slice();
    pod("", "line 1\n");
    Supplier<Throwable> fault = () -> new IllegalStateException("a bug");
    try (LogKeeper elsewhere =
        new LogKeeper(
            cluster.client(),
            failing(new AtomicInteger(9), fault),
            Cluster.OUTPUT,
            1024,
            PATIENCE,
            meters)) {
      askOften(elsewhere, wanted("p-" + job));
    }
    assertThat(meters.counter("waybill.operator.logs", "outcome", "lost").count()).isEqualTo(1);
  }

  /** As the slices do until they are told that it is kept. */
  private void askOften(LogKeeper keeper, WantedLog log) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              keeper.keep(log);
              return kept.get() > 0;
            });
  }

  /** The store, but for so many writes that it does not take. */
  private static ObjectStore failing(AtomicInteger writes, Supplier<Throwable> why) {
    return store(
        method -> {
          if (method.equals("put") && writes.getAndDecrement() > 0) {
            throw why.get();
          }
        });
  }

  /** The store, whose calls of this name are counted. */
  private static ObjectStore counting(String name, AtomicInteger calls) {
    return store(
        method -> {
          if (method.equals(name)) {
            calls.incrementAndGet();
          }
        });
  }

  private interface Before {
    void call(String method) throws Throwable;
  }

  private static ObjectStore store(Before before) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              before.call(method.getName());
              return method.invoke(cluster.store(), arguments);
            });
  }
}
