package dev.waybill.operator.pod;

import dev.waybill.crds.ProcessingJobSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * What an attempt's container is given: what its job asks for, and the operator's own for the rest.
 * The API server refuses a request above its limit, so the operator's own gives way.
 */
final class WorkerResources {
  private WorkerResources() {}

  /**
   * @param asked null where the job asks for nothing
   */
  static ResourceRequirements of(ProcessingJobSpec.Worker asked, WorkerPod own) {
    return of(asked, own.requests(), own.limits());
  }

  static ResourceRequirements of(
      ProcessingJobSpec.Worker asked,
      Map<String, Quantity> ownRequests,
      Map<String, Quantity> ownLimits) {
    Optional<ProcessingJobSpec.Resources> resources =
        Optional.ofNullable(asked).map(ProcessingJobSpec.Worker::resources);
    Map<String, Quantity> requests =
        resources.map(ProcessingJobSpec.Resources::requests).orElse(Map.of());
    Map<String, Quantity> limits =
        resources.map(ProcessingJobSpec.Resources::limits).orElse(Map.of());
    return new ResourceRequirementsBuilder()
        .withRequests(merged(requests, ownRequests, limits, WorkerResources::lesser))
        .withLimits(merged(limits, ownLimits, requests, WorkerResources::greater))
        .build();
  }

  private static Map<String, Quantity> merged(
      Map<String, Quantity> asked,
      Map<String, Quantity> own,
      Map<String, Quantity> other,
      BinaryOperator<Quantity> giveWay) {
    Map<String, Quantity> all = new HashMap<>(own);
    other.forEach(
        (name, quantity) -> all.computeIfPresent(name, (n, q) -> giveWay.apply(q, quantity)));
    all.putAll(asked);
    return all;
  }

  private static Quantity lesser(Quantity one, Quantity other) {
    return one.getNumericalAmount().compareTo(other.getNumericalAmount()) <= 0 ? one : other;
  }

  private static Quantity greater(Quantity one, Quantity other) {
    return lesser(one, other).equals(one) ? other : one;
  }
}
