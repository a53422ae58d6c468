package dev.waybill.kubernetes.conformance;

import dev.waybill.kubernetes.EmbeddedKubernetes;
import dev.waybill.kubernetes.PodLogs;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * The cluster that the conformance tests talk to, and only by its kubeconfig: the embedded one,
 * unless WAYBILL_CONFORMANCE_KUBECONFIG names the kubeconfig of another.
 */
final class Cluster {
  static final String WIDGETS = "/apis/conformance.example.com/v1";

  private final boolean embedded;
  private final String kubeconfig;
  private final KubernetesClient client;

  private Cluster(boolean embedded, String kubeconfig) {
    this.embedded = embedded;
    this.kubeconfig = kubeconfig;
    this.client = newClient(kubeconfig);
    define();
  }

  static Cluster shared() {
    return Shared.CLUSTER;
  }

  private static final class Shared {
    static final Cluster CLUSTER = make();
  }

  boolean embedded() {
    return embedded;
  }

  String kubeconfig() {
    return kubeconfig;
  }

  KubernetesClient client() {
    return client;
  }

  Api api() {
    return new Api(client);
  }

  /** A namespace of the caller's own. */
  String newNamespace() {
    var namespace =
        new NamespaceBuilder()
            .withNewMetadata()
            .withGenerateName("conformance-")
            .endMetadata()
            .build();
    return client.resource(namespace).create().getMetadata().getName();
  }

  static KubernetesClient newClient(String kubeconfig) {
    var config =
        new ConfigBuilder(Config.fromKubeconfig(kubeconfig))
            .withOnlyHttpWatches(true)
            .withRequestRetryBackoffLimit(0)
            .withRequestTimeout(60_000)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private void define() {
    try (var json = Cluster.class.getResourceAsStream("/widgets.json")) {
      var definition = Serialization.unmarshal(json, CustomResourceDefinition.class);
      client.resource(definition).createOr(resource -> resource.update());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var api = new Api(client);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> api.get(WIDGETS + "/widgets").code() == 200);
  }

  private static Cluster make() {
    String given = System.getenv("WAYBILL_CONFORMANCE_KUBECONFIG");
    try {
      if (given != null && !given.isBlank()) {
        return new Cluster(false, Files.readString(Path.of(given)));
      }
      Path folder = Files.createTempDirectory("conformance");
      var settings = new EmbeddedKubernetes.Settings(folder, 0, logs());
      EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start(settings);
      Runtime.getRuntime().addShutdownHook(new Thread(kubernetes::close));
      return new Cluster(true, kubernetes.kubeconfig());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PodLogs logs() {
    return (namespace, pod, container, follow) -> {
      String text = "one\ntwo\nthree " + container + "\n";
      return Optional.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    };
  }
}
