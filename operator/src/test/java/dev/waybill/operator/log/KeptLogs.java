package dev.waybill.operator.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.waybill.crds.FileSlice;
import dev.waybill.crds.FileSliceSpec;
import dev.waybill.crds.Waybill;
import dev.waybill.operator.Cluster;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectRef;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A cluster with logs and a store to keep them in. */
abstract class KeptLogs {
  static final Duration SOON = Duration.ofSeconds(30);

  /** What each pod has logged, by its name and container. */
  private static final Map<String, String> LOGS = new ConcurrentHashMap<>();

  @TempDir static Path folder;
  static Cluster cluster;

  final String job = UUID.randomUUID().toString();
  final JobKeys keys = new JobKeys(job);
  final AtomicInteger kept = new AtomicInteger();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final LogKeeper keeper =
      new LogKeeper(
          cluster.client(), cluster.store(), Cluster.OUTPUT, 1024, Duration.ofHours(1), meters);

  @BeforeAll
  static void start() throws IOException {
    cluster = new Cluster(folder, KeptLogs::open);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @AfterEach
  void close() {
    keeper.close();
  }

  void keep(String pod) {
    keeper.keep(wanted(pod));
    await().atMost(SOON).until(() -> kept.get() == 1);
  }

  WantedLog wanted(String pod) {
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

  String stored() {
    try (InputStream in = cluster.store().read(ObjectRef.of(Cluster.OUTPUT, keys.log(3, 1)))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  void slice() {
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

  void pod(String delivered, String worked) {
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
