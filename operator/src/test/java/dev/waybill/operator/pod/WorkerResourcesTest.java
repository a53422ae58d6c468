package dev.waybill.operator.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.crds.ProcessingJobSpec;
import dev.waybill.operator.kube.Env;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerResourcesTest {
  private static final WorkerPod OWN = WorkerPods.fromEnv(new Env(Map.of(), "WAYBILL_OPERATOR_"));

  @ParameterizedTest(name = "asked for {0} of {1}: {2} of {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, 512Mi, 1Gi",
        "256Mi, -, 256Mi, 1Gi",
        "2Gi, -, 2Gi, 2Gi",
        "-, 256Mi, 256Mi, 256Mi",
        "-, 4Gi, 512Mi, 4Gi",
        "1Gi, 2Gi, 1Gi, 2Gi",
      })
  void the_operators_own_gives_way_to_what_a_job_asks_for(
      String request, String limit, String requested, String limited) {
    ResourceRequirements given =
        WorkerResources.of(
            new ProcessingJobSpec.Worker(
                null,
                null,
                null,
                null,
                new ProcessingJobSpec.Resources(memory(request), memory(limit)),
                null,
                null,
                null),
            OWN);

    assertThat(given.getRequests()).containsEntry("memory", new Quantity(requested));
    assertThat(given.getLimits()).containsEntry("memory", new Quantity(limited));
    assertThat(given.getRequests()).containsEntry("cpu", new Quantity("250m"));
  }

  @Test
  void a_job_that_asks_for_nothing_gets_the_operators_own() {
    ResourceRequirements given = WorkerResources.of(null, OWN);

    assertThat(given.getRequests()).isEqualTo(OWN.requests());
    assertThat(given.getLimits()).isEqualTo(OWN.limits());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "512 Mi", "0,5", "1Gi5m", "much"})
  void what_is_no_quantity_is_named(String text) {
    ProcessingJobSpec.Resources resources = new ProcessingJobSpec.Resources(memory(text), null);
    ProcessingJobSpec.Worker worker =
        new ProcessingJobSpec.Worker(null, null, null, null, resources, null, null, null);

    assertThatThrownBy(() -> WorkerResources.of(worker, OWN))
        .isInstanceOf(UnusableSpec.class)
        .hasMessage("spec.worker.resources.requests.memory is not a quantity: '" + text + "'");
  }

  private static Map<String, IntOrString> memory(String amount) {
    return amount == null ? null : Map.of("memory", new IntOrString(amount));
  }
}
