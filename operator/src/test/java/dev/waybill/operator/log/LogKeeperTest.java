package dev.waybill.operator.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.crds.FileSlice;
import dev.waybill.crds.FileSliceSpec;
import dev.waybill.crds.KubernetesClients;
import dev.waybill.crds.Waybill;
import dev.waybill.operator.Cluster;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.StoreException;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs on their way from an API server into a store. */
class LogKeeperTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Supplier<Throwable> AWAY =
      () -> new StoreException(StoreException.Kind.UNAVAILABLE, "away", null);

  /** What each pod has logged, by its name and container. */
  private static final Map<String, String> LOGS = new ConcurrentHashMap<>();

  @TempDir static Path folder;
  private static Cluster cluster;

  private final String job = UUID.randomUUID().toString();
  private final JobKeys keys = new JobKeys(job);
  private final AtomicInteger kept = new AtomicInteger();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final LogKeeper keeper =
      new LogKeeper(cluster.client(), cluster.store(), Cluster.OUTPUT, 1024, meters);

  @BeforeAll
  static void start() throws IOException {
    cluster = new Cluster(folder, LogKeeperTest::open);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @AfterEach
  void close() {
    keeper.close();
  }

  @Test
  void the_log_of_the_container_that_worked_is_stored() {
    slice();
    pod("fetched\n", "line 1\nline 2\n");

    keep("p-" + job);

    assertThat(stored()).isEqualTo("line 1\nline 2\n");
    assertThat(meters.counter("waybill.operator.logs", "outcome", "kept").count()).isEqualTo(1);
  }

  @Test
  void of_a_long_log_the_end_is_stored() {
    slice();
    pod("", "x".repeat(99).concat("\n").repeat(1000) + "the last words\n");

    keep("p-" + job);

    assertThat(stored()).startsWith("… the first ").endsWith("\nthe last words\n");
    assertThat(stored()).hasSizeLessThan(1100);
  }

  @Test
  void a_log_that_the_worker_has_stored_itself_stays_as_it_is() {
    slice();
    pod("", "what the node has");
    cluster.put(Cluster.OUTPUT, keys.log(3, 1), "its own".getBytes(UTF_8));

    keep("p-" + job);

    assertThat(stored()).isEqualTo("its own");
  }

  @Test
  void a_log_whose_pod_is_gone_says_so_in_its_place() {
    slice();

    keep("none");

    assertThat(stored()).isEqualTo("log lost: node gone\n");
    assertThat(meters.counter("waybill.operator.logs", "outcome", "lost").count()).isEqualTo(1);
  }

  @Test
  void a_pod_that_was_never_known_is_not_asked_for() {
    slice();

    keep(null);

    assertThat(stored()).isEqualTo("log lost: node gone\n");
  }

  @Test
  void nothing_is_left_behind_for_a_job_whose_data_is_gone() {
    keep("none");

    assertThat(cluster.keys(Cluster.OUTPUT, keys.prefix())).isEmpty();
  }

  @Test
  void a_log_beside_a_manifest_stays_when_its_slice_is_gone() {
    cluster.put(Cluster.OUTPUT, keys.manifest(), new byte[] {'{', '}'});

    keep("none");

    assertThat(stored()).isEqualTo("log lost: node gone\n");
  }

  @Test
  void a_store_that_never_takes_it_holds_nobody_up_for_ever() {
    slice();
    try (LogKeeper elsewhere =
        new LogKeeper(cluster.client(), cluster.store(), "no-such-bucket", 1024, meters)) {
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
        new LogKeeper(cluster.client(), failing(away, AWAY), Cluster.OUTPUT, 1024, meters)) {
      askOften(patient, wanted("p-" + job));
    }
    assertThat(away).hasNonPositiveValue();
    assertThat(stored()).isEqualTo("line 1\n");
  }

  @Test
  void an_API_server_that_is_away_loses_no_log() {
    AtomicInteger tries = new AtomicInteger();
    Config nobody =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("http://127.0.0.1:1")
            .withRequestRetryBackoffLimit(0)
            .build();
    try (KubernetesClient away = KubernetesClients.connect(nobody);
        LogKeeper patient =
            new LogKeeper(away, counting("head", tries), Cluster.OUTPUT, 1024, meters)) {
      await()
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(10))
          .until(
              () -> {
                patient.keep(wanted("p-" + job));
                return tries.get() > 10;
              });
    }
    assertThat(kept).hasValue(0);
    assertThat(cluster.keys(Cluster.OUTPUT, keys.prefix())).isEmpty();
  }

  @Test
  void a_fault_of_ones_own_does_not_lose_it_at_the_first_try() {
    slice();
    pod("", "line 1\n");
    Supplier<Throwable> fault = () -> new OutOfMemoryError("for a moment");
    try (LogKeeper patient =
        new LogKeeper(
            cluster.client(), failing(new AtomicInteger(2), fault), Cluster.OUTPUT, 1024, meters)) {
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
        new LogKeeper(cluster.client(), failing(failures, last), Cluster.OUTPUT, 1024, meters)) {
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
            cluster.client(), failing(new AtomicInteger(9), fault), Cluster.OUTPUT, 1024, meters)) {
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

  private void keep(String pod) {
    keeper.keep(wanted(pod));
    await().atMost(SOON).until(() -> kept.get() == 1);
  }

  private WantedLog wanted(String pod) {
    return new WantedLog(
        Cluster.NAMESPACE,
        job + "-s00000",
        keys,
        3,
        1,
        pod,
        "work",
        "node gone",
        kept::incrementAndGet);
  }

  private String stored() {
    try (InputStream in = cluster.store().read(ObjectRef.of(Cluster.OUTPUT, keys.log(3, 1)))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void slice() {
    FileSlice slice = new FileSlice();
    slice.setMetadata(
        new ObjectMetaBuilder()
            .withName(job + "-s00000")
            .withNamespace(Cluster.NAMESPACE)
            .addToLabels(Waybill.JOB_LABEL, job)
            .build());
    slice.setSpec(new FileSliceSpec(0, 0, 1, "[]"));
    cluster.client().resource(slice).create();
  }

  private void pod(String delivered, String worked) {
    String name = "p-" + job;
    LOGS.put(name + "/deliver", delivered);
    LOGS.put(name + "/work", worked);
    cluster
        .client()
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(Cluster.NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .addNewInitContainer()
                .withName("work")
                .withImage("i")
                .endInitContainer()
                .addNewContainer()
                .withName("deliver")
                .withImage("i")
                .endContainer()
                .endSpec()
                .build())
        .create();
  }

  private static Optional<InputStream> open(
      String namespace, String pod, String container, boolean follow) {
    return Optional.ofNullable(LOGS.get(pod + "/" + container))
        .map(text -> new ByteArrayInputStream(text.getBytes(UTF_8)));
  }
}
