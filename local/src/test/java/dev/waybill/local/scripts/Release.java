package dev.waybill.local.scripts;

import dev.waybill.local.data.Credentials;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Map;

/** What the chart leaves for the scripts: a release's ConfigMap and its client's Secret. */
final class Release {
  static final String NAMESPACE = "waybill";

  private final KubernetesClient client;
  private final String name;

  private Release(KubernetesClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /**
   * @param changes of the ConfigMap that a release with the built-in issuer has
   */
  static void install(
      KubernetesClient client,
      String name,
      String clientId,
      String clientSecret,
      Map<String, String> changes) {
    Release release = new Release(client, name);
    release.secret(changes.getOrDefault("clientSecret", name + "-client"), clientId, clientSecret);
    release.info(changes);
  }

  static void install(KubernetesClient client, String name, Credentials credentials) {
    install(client, name, credentials.clientId(), credentials.clientSecret(), Map.of());
  }

  private void secret(String secret, String clientId, String clientSecret) {
    client
        .resource(
            new SecretBuilder()
                .withMetadata(meta(secret, "client"))
                .addToStringData("clientId", clientId)
                .addToStringData("clientSecret", clientSecret)
                .build())
        .create();
  }

  private void info(Map<String, String> changes) {
    Map<String, String> data = new HashMap<>();
    data.put("gatewayService", name + "-gateway");
    data.put("gatewayPort", "80");
    data.put("issuer", "built-in");
    data.put("tokenUrl", "");
    data.put("scopes", "idp-api/jobs.read idp-api/jobs.write");
    data.put("clientSecret", name + "-client");
    data.putAll(changes);
    client
        .resource(
            new ConfigMapBuilder()
                .withMetadata(meta(name + "-info", "info"))
                .withData(data)
                .build())
        .create();
  }

  private ObjectMeta meta(String object, String component) {
    return new ObjectMetaBuilder()
        .withNamespace(NAMESPACE)
        .withName(object)
        .addToLabels("app.kubernetes.io/name", "waybill")
        .addToLabels("app.kubernetes.io/instance", name)
        .addToLabels("app.kubernetes.io/component", component)
        .build();
  }
}
