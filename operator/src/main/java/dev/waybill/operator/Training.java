package dev.waybill.operator;

import dev.waybill.crds.EmptyCluster;
import dev.waybill.crds.KubernetesClients;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.S3Store;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The whole operator, started on a cluster and a store in which there is nothing and ended again,
 * for the JVM to watch: an image's AOT cache is made of what it sees here.
 */
final class Training {
  private static final String INPUT = "training-input";
  private static final String OUTPUT = "training-output";
  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int TIMEOUT_MILLIS = 5_000;

  private Training() {}

  /**
   * @throws IllegalStateException when the operator does not start
   */
  static void run() throws IOException, InterruptedException {
    try (EmptyCluster cluster = EmptyCluster.start()) {
      OperatorConfig config = OperatorConfig.fromEnv(env(cluster.url()));
      try (KubernetesClient client = KubernetesClients.lean(cluster.config());
          ObjectStore store = S3Store.connect(config.store());
          Operator operator = Operator.start(config, client, store)) {
        store.head(ObjectRef.of(INPUT, "jobs/none"));
        awaitReady(operator);
        ask(operator, "/healthz");
        ask(operator, "/metrics");
      }
    }
  }

  private static Map<String, String> env(String url) {
    return Map.of(
        "WAYBILL_OPERATOR_ADMIN_PORT",
        "0",
        "WAYBILL_STORE_ENDPOINT",
        url,
        "WAYBILL_STORE_ACCESS_KEY_ID",
        "training",
        "WAYBILL_STORE_SECRET_ACCESS_KEY",
        "training",
        "WAYBILL_STORE_INPUT_BUCKET",
        INPUT,
        "WAYBILL_STORE_OUTPUT_BUCKET",
        OUTPUT);
  }

  /** Watches are opened beside the start. */
  private static void awaitReady(Operator operator) throws IOException, InterruptedException {
    Instant latest = Instant.now().plus(LONGEST_START);
    while (ask(operator, "/readyz") != HttpURLConnection.HTTP_OK) {
      if (Instant.now().isAfter(latest)) {
        throw new IllegalStateException("the operator did not get ready within " + LONGEST_START);
      }
      Thread.sleep(PAUSE);
    }
  }

  private static int ask(Operator operator, String path) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + operator.adminPort() + path);
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }
}
