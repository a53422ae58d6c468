package dev.waybill.local.stack;

import dev.waybill.crds.Crds;
import dev.waybill.crds.Waybill;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a cluster's administrator makes once: CRDs, the namespace, the store's Secret. */
final class ClusterObjects {
  static final String NAMESPACE = "waybill";
  static final String STORE_SECRET = "waybill-store";
  private static final long ESTABLISHED_SECONDS = 20;

  private final KubernetesClient client;

  ClusterObjects(KubernetesClient client) {
    this.client = client;
  }

  void install(Map<String, String> storeCredentials) {
    for (String yaml : Crds.yaml()) {
      CustomResourceDefinition crd = Serialization.unmarshal(yaml, CustomResourceDefinition.class);
      put(crd);
      client
          .resource(crd)
          .waitUntilCondition(ClusterObjects::established, ESTABLISHED_SECONDS, TimeUnit.SECONDS);
    }
    put(new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build());
    put(secret(storeCredentials));
  }

  /**
   * Grants are addressed to the store that was there when they were made; without their Secrets the
   * operator makes new ones.
   */
  void forgetGrants() {
    client.secrets().inNamespace(NAMESPACE).withLabel(Waybill.SLICE_LABEL).delete();
  }

  private void put(HasMetadata object) {
    client.resource(object).createOr(NonDeletingOperation::update);
  }

  private static boolean established(CustomResourceDefinition crd) {
    return crd != null
        && crd.getStatus() != null
        && crd.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }

  private static Secret secret(Map<String, String> data) {
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace(NAMESPACE)
        .withName(STORE_SECRET)
        .endMetadata()
        .withStringData(data)
        .build();
  }
}
