package dev.waybill.helm.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.waybill.helm.Chart;
import dev.waybill.helm.Everything;
import dev.waybill.helm.Rendered;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real API server takes every object of the chart, and ignores no member of it. */
@OnCluster
class SchemasClusterTest {
  /** Kinds of others, whose CRDs a cluster has or has not. */
  private static final Set<String> OTHERS =
      Set.of("HTTPRoute", "ServiceMonitor", "PrometheusRule", "CustomResourceDefinition");

  private final Installation installed;

  SchemasClusterTest(Installation installed) {
    this.installed = installed;
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", Everything.VALUES})
  void every_object_is_taken_with_all_of_its_members(String values) {
    Rendered all = Chart.render(Chart.LEAST, values);

    for (HasMetadata each : all.objects()) {
      if (!OTHERS.contains(each.getKind())) {
        assertThatCode(() -> tryOut(each)).as(each.getKind()).doesNotThrowAnyException();
      }
    }
  }

  /** In a namespace that is there, and of which nothing stays. */
  private void tryOut(HasMetadata object) {
    object.getMetadata().setName("tried-" + object.getMetadata().getName());
    if (object.getMetadata().getNamespace() != null) {
      object.getMetadata().setNamespace(installed.namespace());
    }
    installed.client().resource(object).dryRun().fieldValidation(Validation.STRICT).create();
  }
}
