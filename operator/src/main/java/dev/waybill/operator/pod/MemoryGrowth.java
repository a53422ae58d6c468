package dev.waybill.operator.pod;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * Twice the memory for each attempt that was killed for want of it.
 *
 * @param cap that nothing grows above; what was asked for above it stays as it is
 */
public record MemoryGrowth(Quantity cap) {
  private static final String MEMORY = "memory";

  /**
   * @param times how many attempts ran out of memory that ask for growth
   */
  ResourceRequirements of(ResourceRequirements first, int times) {
    return times == 0
        ? first
        : new ResourceRequirementsBuilder()
            .withRequests(grown(first.getRequests(), times))
            .withLimits(grown(first.getLimits(), times))
            .build();
  }

  private Map<String, Quantity> grown(Map<String, Quantity> first, int times) {
    Map<String, Quantity> all = new HashMap<>(first);
    all.computeIfPresent(MEMORY, (name, memory) -> grown(memory, times));
    return all;
  }

  private Quantity grown(Quantity memory, int times) {
    BigDecimal now = memory.getNumericalAmount();
    BigDecimal wanted = now.multiply(BigDecimal.TWO.pow(times)).min(cap.getNumericalAmount());
    return wanted.compareTo(now) <= 0 ? memory : Scratch.bytes(wanted);
  }
}
