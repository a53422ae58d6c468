package dev.waybill.helm.cluster;

import dev.waybill.crds.KubernetesClients;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The chart, installed in namespaces and on buckets of its own, which end with it. CRDs are the
 * chart's where the cluster has none, and left alone where it has.
 */
public final class Installation implements AutoCloseable {
  public static final String RELEASE = "waybill";

  private static final String STORE_SECRET = "waybill-store";

  private final ClusterSettings settings;
  private final String id = UUID.randomUUID().toString().substring(0, 8);
  private final KubernetesClient client;
  private final Buckets buckets;
  private final HelmRelease release;
  private final String values;

  private Installation(ClusterSettings settings) {
    this.settings = settings;
    this.client = KubernetesClients.connect(config(settings));
    this.buckets = new Buckets(settings, id);
    this.release = new HelmRelease(RELEASE, "waybill-test-" + id, settings.kubeconfig());
    this.values = values();
  }

  /**
   * @param more values over those that the place asks for, as YAML
   */
  public static Installation install(ClusterSettings settings, String... more) {
    Installation installation = new Installation(settings);
    try {
      installation.installed(more);
      return installation;
    } catch (RuntimeException e) {
      installation.close();
      throw e;
    }
  }

  private static Config config(ClusterSettings settings) {
    return Config.fromKubeconfig(settings.kubeconfig().toFile());
  }

  private void installed(String... more) {
    buckets.create();
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace())
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build())
        .create();
    client.resource(storeSecret(namespace())).create();
    release.install(with(more));
    client.resource(storeSecret(jobs())).create();
  }

  private Secret storeSecret(String namespace) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName(STORE_SECRET)
        .withNamespace(namespace)
        .endMetadata()
        .addToStringData("accessKeyId", settings.accessKeyId())
        .addToStringData("secretAccessKey", settings.secretAccessKey())
        .build();
  }

  private String values() {
    String place =
        settings.node() == null ? "{}" : "{kubernetes.io/hostname: " + settings.node() + "}";
    boolean installCrds =
        client.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
            .noneMatch(crd -> crd.getMetadata().getName().equals("processingjobs.waybill.dev"));
    return """
        crds: {install: %s}
        image: {registry: "%s", tag: "%s"}
        store: {endpoint: "%s", publicEndpoint: "%s", region: %s, inputBucket: %s, outputBucket: %s, existingSecret: %s}
        jobs: {nodeSelector: %s, allowedPlaces: ["%s=%s/trials/"]}
        operator: {nodeSelector: %s}
        gateway: {nodeSelector: %s}
        """
        .formatted(
            installCrds,
            settings.registry(),
            settings.tag(),
            settings.storeFromPods(),
            settings.store(),
            settings.region(),
            buckets.input(),
            buckets.output(),
            STORE_SECRET,
            place,
            jobs(),
            buckets.input(),
            place,
            place);
  }

  private String[] with(String... more) {
    String[] all = new String[more.length + 1];
    all[0] = values;
    System.arraycopy(more, 0, all, 1, more.length);
    return all;
  }

  /** With these values over those that the place asks for; they are forgotten by the next one. */
  public void upgrade(String... more) {
    release.upgrade(with(more));
  }

  /** Taken away and installed again, on the same buckets. */
  public void reinstall() {
    release.uninstall();
    release.install(with());
  }

  public HelmRelease release() {
    return release;
  }

  public ClusterSettings settings() {
    return settings;
  }

  public Buckets buckets() {
    return buckets;
  }

  public String namespace() {
    return release.namespace();
  }

  public String jobs() {
    return namespace() + "-jobs";
  }

  /**
   * @param cordoned whether it takes no new pods
   */
  public void cordon(String node, boolean cordoned) {
    client
        .nodes()
        .withName(node)
        .edit(
            each -> {
              each.getSpec().setUnschedulable(cordoned);
              return each;
            });
  }

  /** As an administrator. */
  public KubernetesClient client() {
    return client;
  }

  /** As somebody else; to be closed. */
  public KubernetesClient as(String user) {
    return KubernetesClients.connect(
        new ConfigBuilder(config(settings)).withImpersonateUsername(user).build());
  }

  public String serviceAccount(String component) {
    return "system:serviceaccount:" + namespace() + ":" + RELEASE + "-" + component;
  }

  /** Of a Secret in the release's namespace, decoded. */
  public String secret(String name, String key) {
    Map<String, String> data =
        client.secrets().inNamespace(namespace()).withName(name).require().getData();
    return new String(Base64.getDecoder().decode(data.get(key)), StandardCharsets.UTF_8);
  }

  public List<Pod> pods(String component) {
    return client
        .pods()
        .inNamespace(namespace())
        .withLabel("app.kubernetes.io/component", component)
        .list()
        .getItems();
  }

  /** To the API of a gateway that is ready, on a port of this machine; to be closed. */
  public LocalPortForward gateway() {
    Pod ready = pods("gateway").stream().filter(Readiness::isPodReady).findAny().orElseThrow();
    return client.pods().resource(ready).portForward(8080);
  }

  /** Jobs first, while their operator is there to remove their data. */
  @Override
  public void close() {
    try {
      Jobs.remove(client, jobs());
      release.uninstall();
      for (String namespace : List.of(jobs(), namespace())) {
        client.namespaces().withName(namespace).delete();
      }
    } finally {
      buckets.close();
      client.close();
    }
  }
}
