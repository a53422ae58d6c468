package dev.waybill.gateway;

import dev.waybill.crds.EmptyCluster;
import dev.waybill.crds.KubernetesClients;
import dev.waybill.gateway.auth.ClientSecrets;
import dev.waybill.gateway.auth.IssuerFiles;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.S3Store;
import dev.waybill.storage.StoreConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole gateway, started on a cluster and a store in which there is nothing, asked a few things
 * and ended again, for the JVM to watch: an image's AOT cache is made of what it sees here.
 */
final class Training {
  private static final String CLIENT = "training";
  private static final List<String> FILES = List.of("clients.json", "signing-keys.json", "secret");

  private Training() {}

  /**
   * @throws IllegalStateException when the gateway does not start, or does not answer as it should
   */
  static void run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("waybill-training-");
    try (EmptyCluster cluster = EmptyCluster.start()) {
      String secret = ClientSecrets.random();
      write(folder, secret);
      Map<String, String> env = env(folder, cluster.url());
      try (KubernetesClient client = KubernetesClients.lean(cluster.config());
          ObjectStore store = S3Store.connect(StoreConfig.fromEnv(env));
          Gateway gateway = Gateway.start(GatewayConfig.fromEnv(env), client, store);
          TrainingClient requests = new TrainingClient(gateway, CLIENT, secret)) {
        requests.send();
      }
    } finally {
      for (String file : FILES) {
        Files.deleteIfExists(folder.resolve(file));
      }
      Files.delete(folder);
    }
  }

  private static void write(Path folder, String secret) throws IOException {
    List<String> scopes = List.of("idp-api/jobs.read", "idp-api/jobs.write");
    Files.writeString(
        folder.resolve("clients.json"), IssuerFiles.oneClient(CLIENT, secret, scopes));
    Files.writeString(folder.resolve("signing-keys.json"), IssuerFiles.newSigningKeys());
    Files.writeString(folder.resolve("secret"), ClientSecrets.random());
  }

  private static Map<String, String> env(Path folder, String url) {
    Map<String, String> env = new HashMap<>();
    env.put("WAYBILL_GATEWAY_HOST", "127.0.0.1");
    env.put("WAYBILL_GATEWAY_PORT", "0");
    env.put("WAYBILL_GATEWAY_ADMIN_PORT", "0");
    env.put("WAYBILL_GATEWAY_DRAIN_SECONDS", "0");
    env.put("WAYBILL_GATEWAY_CLIENTS_FILE", folder.resolve("clients.json").toString());
    env.put("WAYBILL_GATEWAY_SIGNING_KEYS_FILE", folder.resolve("signing-keys.json").toString());
    env.put("WAYBILL_GATEWAY_SECRET_FILE", folder.resolve("secret").toString());
    env.put("WAYBILL_STORE_ENDPOINT", url);
    env.put("WAYBILL_STORE_ACCESS_KEY_ID", "training");
    env.put("WAYBILL_STORE_SECRET_ACCESS_KEY", "training");
    env.put("WAYBILL_STORE_INPUT_BUCKET", "training-input");
    env.put("WAYBILL_STORE_OUTPUT_BUCKET", "training-output");
    return env;
  }
}
