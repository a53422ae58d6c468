package dev.waybill.operator.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryGrowthTest {
  @ParameterizedTest(name = "{0} of {1}, out of it {2} times, at most 8Gi: {3} of {4}")
  @CsvSource({
    "512Mi, 1Gi, 0, 512Mi, 1Gi",
    "512Mi, 1Gi, 1, 1Gi,   2Gi",
    "512Mi, 1Gi, 2, 2Gi,   4Gi",
    "512Mi, 1Gi, 3, 4Gi,   8Gi",
    "512Mi, 1Gi, 4, 8Gi,   8Gi",
    "512Mi, 1Gi, 9, 8Gi,   8Gi",
    "1Gi,   5Gi, 1, 2Gi,   8Gi",
    "1G,    3G,  1, 2G,    6G",
    "1Gi,  16Gi, 1, 2Gi,  16Gi",
    "12Gi, 16Gi, 2, 12Gi, 16Gi",
  })
  void memory_doubles_up_to_a_cap_and_never_shrinks(
      String request, String limit, int times, String nextRequest, String nextLimit) {
    ResourceRequirements next =
        new MemoryGrowth(new Quantity("8Gi")).of(resources(request, limit), times);

    assertThat(next.getRequests().get("memory").getNumericalAmount())
        .isEqualByComparingTo(new Quantity(nextRequest).getNumericalAmount());
    assertThat(next.getLimits().get("memory").getNumericalAmount())
        .isEqualByComparingTo(new Quantity(nextLimit).getNumericalAmount());
    assertThat(next.getRequests()).containsEntry("cpu", new Quantity("1"));
  }

  private static ResourceRequirements resources(String request, String limit) {
    return new ResourceRequirementsBuilder()
        .withRequests(Map.of("memory", new Quantity(request), "cpu", new Quantity("1")))
        .withLimits(Map.of("memory", new Quantity(limit)))
        .build();
  }
}
