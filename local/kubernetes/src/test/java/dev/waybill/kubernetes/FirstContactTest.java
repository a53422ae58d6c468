package dev.waybill.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.nio.file.Path;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstContactTest {
  @Test
  void a_client_creates_reads_and_watches(@TempDir Path folder) throws Exception {
    var settings = new EmbeddedKubernetes.Settings(folder, 0, PodLogs.NONE);
    try (var api = EmbeddedKubernetes.start(settings);
        var client =
            new KubernetesClientBuilder()
                .withConfig(
                    new ConfigBuilder(Config.fromKubeconfig(api.kubeconfig()))
                        .withOnlyHttpWatches(true)
                        .build())
                .build()) {
      var seen = new CopyOnWriteArrayList<String>();
      try (var informer =
          client
              .configMaps()
              .inNamespace("default")
              .inform(
                  new ResourceEventHandler<ConfigMap>() {
                    @Override
                    public void onAdd(ConfigMap map) {
                      seen.add("+" + map.getMetadata().getName());
                    }

                    @Override
                    public void onUpdate(ConfigMap before, ConfigMap after) {
                      seen.add("~" + after.getMetadata().getName());
                    }

                    @Override
                    public void onDelete(ConfigMap map, boolean unknown) {
                      seen.add("-" + map.getMetadata().getName());
                    }
                  })) {
        var map = new ConfigMapBuilder().withNewMetadata().withName("a").endMetadata().build();
        client.configMaps().inNamespace("default").resource(map).create();
        client
            .configMaps()
            .inNamespace("default")
            .withName("a")
            .edit(old -> new ConfigMapBuilder(old).addToData("k", "v").build());
        client.configMaps().inNamespace("default").withName("a").delete();
        Awaitility.await().until(() -> seen.size() >= 3);
        assertThat(seen).containsExactly("+a", "~a", "-a");
        assertThat(informer.isRunning()).isTrue();
      }
    }
  }
}
