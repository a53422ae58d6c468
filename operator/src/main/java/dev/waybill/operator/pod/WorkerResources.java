package dev.waybill.operator.pod;

import dev.waybill.crds.ProcessingJobSpec;
import io.fabric8.kubernetes.api.model.IntOrString;
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
   * @throws UnusableSpec naming the member that is no quantity
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
        quantities("requests", resources.map(ProcessingJobSpec.Resources::requests));
    Map<String, Quantity> limits =
        quantities("limits", resources.map(ProcessingJobSpec.Resources::limits));
    return new ResourceRequirementsBuilder()
        .withRequests(merged(requests, ownRequests, limits, WorkerResources::lesser))
        .withLimits(merged(limits, ownLimits, requests, WorkerResources::greater))
        .build();
  }

  private static Map<String, Quantity> quantities(
      String member, Optional<Map<String, IntOrString>> asked) {
    Map<String, Quantity> all = new HashMap<>();
    asked
        .orElse(Map.of())
        .forEach(
            (name, value) ->
                all.put(name, quantity("spec.worker.resources." + member + "." + name, value)));
    return all;
  }

  private static Quantity quantity(String path, IntOrString value) {
    String text = value == null ? "" : String.valueOf(value.getValue());
    try {
      Quantity quantity = Quantity.parse(text);
      quantity.getNumericalAmount();
      return quantity;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new UnusableSpec(path + " is not a quantity: '" + text + "'");
    }
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
