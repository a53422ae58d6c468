package dev.waybill.helm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.waybill.crds.JobState;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store with a certificate of one's own authority, as most on one's own premises have. */
@OnCluster
class TrustClusterTest {
  private static final String AUTHORITY = "acme-authority";

  private final Installation installed;

  @TempDir Path folder;

  TrustClusterTest(Installation installed) {
    this.installed = installed;
  }

  @Test
  void a_store_is_trusted_by_all_that_speak_to_it_where_its_authority_is_named() throws Exception {
    URI plain = installed.settings().storeFromPods();
    assumeThat(TlsStore.possible(plain)).as("pods reach this machine by " + plain).isTrue();
    try (TlsStore store = TlsStore.before(plain, folder)) {
      List<ConfigMap> authorities = authorities(store.certificate());
      authorities.forEach(each -> installed.client().resource(each).create());
      try {
        installed.upgrade(
            "{store: {endpoint: \"%s\"}, trust: {configMap: %s}}"
                .formatted(store.endpoint(), AUTHORITY));

        // the steps fetch and deliver
        Trial own =
            Trial.apply(
                installed,
                Archives.letters(folder, 1),
                Trial.script(installed, "cp /work/input/* /work/output/", ""));
        // the gateway, the operator, the built-in worker and collect
        try (ClientPod pod = ClientPod.walk(installed, Archives.DOCUMENTS)) {
          assertThat(pod.log()).endsWith("SUCCEEDED PK\n");
        }
        assertThat(own.ended().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(store.connections()).isPositive();
        own.job().delete();
      } finally {
        installed.upgrade();
        authorities.forEach(each -> installed.client().resource(each).delete());
      }
    }
  }

  private List<ConfigMap> authorities(String pem) {
    return List.of(installed.namespace(), installed.jobs()).stream()
        .map(
            namespace ->
                new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName(AUTHORITY)
                    .withNamespace(namespace)
                    .endMetadata()
                    .addToData("ca.crt", pem)
                    .build())
        .toList();
  }
}
