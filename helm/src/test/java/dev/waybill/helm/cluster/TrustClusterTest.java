package dev.waybill.helm.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.JobState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store with a certificate of one's own authority, as most on one's own premises have. */
@OnCluster
class TrustClusterTest {
  private final Installation installed;

  @TempDir Path folder;

  TrustClusterTest(Installation installed) {
    this.installed = installed;
  }

  @Test
  void a_store_is_trusted_by_all_that_speak_to_it_where_its_authority_is_named() throws Exception {
    try (TlsStore store = TlsStore.of(installed, folder)) {
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
    }
  }
}
