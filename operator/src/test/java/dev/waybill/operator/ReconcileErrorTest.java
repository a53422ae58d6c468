package dev.waybill.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcileErrorTest {
  @TempDir Path folder;

  @Test
  void a_resource_whose_reconciler_ended_with_an_error_is_tried_again_and_counted()
      throws Exception {
    MeterRegistry meters = new SimpleMeterRegistry();
    Overflowing reconciler = new Overflowing();
    try (Cluster cluster = new Cluster(folder)) {
      KubernetesClient client = cluster.client();
      ConfigMap map = new ConfigMapBuilder().withNewMetadata().withName("a").endMetadata().build();
      client.configMaps().inNamespace(Cluster.NAMESPACE).resource(map).create();
      var operator =
          new io.javaoperatorsdk.operator.Operator(
              settings ->
                  settings
                      .withKubernetesClient(client)
                      .withCloseClientOnStop(false)
                      .withMetrics(new ReconcileMetrics(meters)));
      operator.register(reconciler, settings -> settings.settingNamespace(Cluster.NAMESPACE));
      operator.start();
      try {
        await().atMost(Duration.ofSeconds(60)).until(() -> reconciler.calls.get() >= 2);
        assertThat(meters.counter("waybill.operator.reconcile.errors", "kind", "ConfigMap").count())
            .isEqualTo(1);
      } finally {
        operator.stop();
      }
    }
  }

  @ControllerConfiguration
  private static final class Overflowing implements Reconciler<ConfigMap> {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public UpdateControl<ConfigMap> reconcile(ConfigMap map, Context<ConfigMap> context) {
      if (calls.incrementAndGet() == 1) {
        throw new StackOverflowError("deep");
      }
      return UpdateControl.noUpdate();
    }
  }
}
