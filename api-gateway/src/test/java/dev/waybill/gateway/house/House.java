package dev.waybill.gateway.house;

import dev.waybill.crds.Crds;
import dev.waybill.crds.KubernetesClients;
import dev.waybill.gateway.Gateway;
import dev.waybill.gateway.GatewayConfig;
import dev.waybill.gateway.auth.ClientSecrets;
import dev.waybill.gateway.auth.IssuerFiles;
import dev.waybill.kubernetes.EmbeddedKubernetes;
import dev.waybill.s3.EmbeddedS3;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.S3Store;
import dev.waybill.storage.StoreConfig;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A whole front: Kubernetes API, S3 and one gateway, started once for all tests of this JVM. */
public final class House {
  public static final String NAMESPACE = "waybill";
  public static final String INPUT = "input";
  public static final String OUTPUT = "output";
  public static final String SECRET = "s3cret";
  public static final String OTHER_SECRET = "0ther";

  private static House shared;

  private final Path folder;
  private final PlayedLogs podLogs = new PlayedLogs();
  private final EmbeddedKubernetes kubernetes;
  private final EmbeddedS3 s3;
  private final KubernetesClient client;
  private final ObjectStore store;
  private final Gateway gateway;
  private final Api api;

  private House() throws IOException {
    folder = Files.createTempDirectory("gateway-test");
    kubernetes =
        EmbeddedKubernetes.start(
            new EmbeddedKubernetes.Settings(folder.resolve("kubernetes"), 0, podLogs));
    client = connect(kubernetes.kubeconfig());
    s3 =
        EmbeddedS3.start(
            new EmbeddedS3.Settings(
                folder.resolve("s3"), 0, "key", "secret", 1 << 20, List.of(INPUT, OUTPUT)));
    store = S3Store.connect(storeConfig());
    prepareCluster();
    writeFiles();
    gateway = start(Map.of());
    api = new Api(URI.create("http://127.0.0.1:" + gateway.port()));
    Awaitility.await().until(() -> api.get("/readyz").status() == 200);
  }

  public static synchronized House shared() {
    if (shared == null) {
      try {
        shared = new House();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
    }
    return shared;
  }

  public static KubernetesClient connect(String kubeconfig) {
    Config cluster = Config.fromKubeconfig(kubeconfig);
    // A machine that is building other things at once is slow to start one.
    cluster.setRequestTimeout(60_000);
    return KubernetesClients.connect(cluster);
  }

  private StoreConfig storeConfig() {
    return new StoreConfig(
        s3.endpoint(),
        null,
        "us-east-1",
        "key",
        "secret",
        null,
        true,
        INPUT,
        OUTPUT,
        Duration.ofSeconds(10));
  }

  private void prepareCluster() {
    for (String crd : Crds.yaml()) {
      client.load(new ByteArrayInputStream(crd.getBytes(StandardCharsets.UTF_8))).create();
    }
    var namespace = new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata();
    client.resource(namespace.build()).create();
  }

  private void writeFiles() throws IOException {
    Files.writeString(file("clients.json"), Clients.json());
    Files.writeString(file("keys.json"), IssuerFiles.newSigningKeys());
    Files.writeString(file("secret"), ClientSecrets.random());
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /** A gateway of its own on this cluster and store, with settings that differ. */
  public Gateway start(Map<String, String> settings) {
    return Gateway.start(config(settings), client, store);
  }

  /** Without the prefix of the keys. */
  public GatewayConfig config(Map<String, String> settings) {
    Map<String, String> env = new HashMap<>();
    env.put("HOST", "127.0.0.1");
    env.put("PORT", "0");
    env.put("CLIENTS_FILE", file("clients.json").toString());
    env.put("SIGNING_KEYS_FILE", file("keys.json").toString());
    env.put("SECRET_FILE", file("secret").toString());
    env.put("DRAIN_SECONDS", "0");
    env.put("TOKENS_PER_MINUTE", "1000");
    env.put("CREATIONS_PER_MINUTE", "100000");
    env.putAll(settings);
    Map<String, String> whole = new HashMap<>();
    env.forEach((key, value) -> whole.put("WAYBILL_GATEWAY_" + key, value));
    whole.put("WAYBILL_STORE_INPUT_BUCKET", INPUT);
    whole.put("WAYBILL_STORE_OUTPUT_BUCKET", OUTPUT);
    return GatewayConfig.fromEnv(whole);
  }

  public Api api() {
    return api;
  }

  public KubernetesClient client() {
    return client;
  }

  public PlayedLogs podLogs() {
    return podLogs;
  }

  public URI s3Endpoint() {
    return s3.endpoint();
  }

  public ObjectStore store() {
    return store;
  }

  public OperatorPlayer operator() {
    return new OperatorPlayer(client, store);
  }

  private void close() {
    gateway.close();
    client.close();
    store.close();
    s3.close();
    kubernetes.close();
  }
}
