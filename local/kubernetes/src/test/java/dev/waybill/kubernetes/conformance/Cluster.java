package dev.waybill.kubernetes.conformance;

import dev.waybill.kubernetes.EmbeddedKubernetes;
import dev.waybill.kubernetes.PodLogs;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/**
 * The cluster that the conformance tests talk to, and only by its kubeconfig: the embedded one, or,
 * with the system property {@code waybill.cluster}, the one that KUBECONFIG names. What the tests
 * make there is named like nothing else, and goes when they end.
 */
final class Cluster {
  private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
  static final String GROUP = "run-" + RUN + ".conformance.example.com";
  static final String SHORT_NAME = "wd" + RUN;
  static final String CATEGORY = "things" + RUN;
  static final String WIDGETS = "/apis/" + GROUP + "/v1";
  private static final Duration SOON = Duration.ofSeconds(30);

  private final boolean embedded;
  private final Path kubeconfig;
  private final KubernetesClient client;
  private final List<String> namespaces = new CopyOnWriteArrayList<>();
  private final Map<Class<?>, String> namespacesOfTests = new ConcurrentHashMap<>();

  // Not set where it is declared: a class that fails to begin has failed for the whole run.
  private static Cluster shared;

  private Cluster(boolean embedded, Path kubeconfig) throws IOException {
    this.embedded = embedded;
    this.kubeconfig = kubeconfig;
    this.client = newClient();
    define();
  }

  /** The one of a run's tests; where it could not be had, the next that asks tries again. */
  static synchronized Cluster shared() {
    if (shared == null) {
      shared = make();
    }
    return shared;
  }

  Path kubeconfig() {
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
    String name = client.resource(namespace).create().getMetadata().getName();
    namespaces.add(name);
    if (!embedded) {
      // Until its controller has made this one, pods are refused.
      var account = client.serviceAccounts().inNamespace(name).withName("default");
      Awaitility.await().atMost(SOON).until(() -> account.get() != null);
    }
    return name;
  }

  /** A namespace that all tests of a class share. */
  String namespaceOf(Class<?> tests) {
    return namespacesOfTests.computeIfAbsent(tests, each -> newNamespace());
  }

  KubernetesClient newClient() {
    return newClient(kubeconfig);
  }

  static KubernetesClient newClient(Path kubeconfig) {
    return new KubernetesClientBuilder().withConfig(config(kubeconfig).build()).build();
  }

  ConfigBuilder config() {
    return config(kubeconfig);
  }

  // Requests are not repeated behind a test's back.
  private static ConfigBuilder config(Path kubeconfig) {
    return new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
        .withOnlyHttpWatches(true)
        .withRequestRetryBackoffLimit(0)
        .withRequestTimeout(60_000);
  }

  private void define() throws IOException {
    // An earlier try may have made it, and not have seen it served in time.
    client.resource(definition()).createOr(NonDeletingOperation::update);
    var api = new Api(client);
    Awaitility.await().atMost(SOON).until(() -> api.get(WIDGETS + "/widgets").code() == 200);
  }

  private static CustomResourceDefinition definition() throws IOException {
    try (var json = Cluster.class.getResourceAsStream("/widgets.json")) {
      String text =
          new String(json.readAllBytes(), StandardCharsets.UTF_8)
              .replace("GROUP", GROUP)
              .replace("SHORT_NAME", SHORT_NAME)
              .replace("CATEGORY", CATEGORY);
      return Serialization.unmarshal(text, CustomResourceDefinition.class);
    }
  }

  private void removeAll() {
    namespaces.forEach(name -> client.namespaces().withName(name).delete());
    client.apiextensions().v1().customResourceDefinitions().withName("widgets." + GROUP).delete();
  }

  private static Cluster make() {
    try {
      Cluster cluster = Boolean.getBoolean("waybill.cluster") ? given() : embed();
      Runtime.getRuntime().addShutdownHook(new Thread(cluster::removeAll));
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Cluster given() throws IOException {
    String given = System.getenv("KUBECONFIG");
    if (given == null || given.isBlank()) {
      throw new IllegalStateException("waybill.cluster is set, but KUBECONFIG names no cluster");
    }
    return new Cluster(false, Path.of(given.split(File.pathSeparator)[0]).toAbsolutePath());
  }

  private static Cluster embed() throws IOException {
    Path folder = Files.createTempDirectory("conformance");
    var settings = new EmbeddedKubernetes.Settings(folder, 0, logs());
    Path kubeconfig = folder.resolve("kubeconfig");
    Files.writeString(kubeconfig, EmbeddedKubernetes.start(settings).kubeconfig());
    return new Cluster(true, kubeconfig);
  }

  // What a container that prints three lines would leave.
  private static PodLogs logs() {
    return (namespace, pod, container, follow) ->
        Optional.of(new ByteArrayInputStream("one\ntwo\nthree\n".getBytes(StandardCharsets.UTF_8)));
  }
}
