package dev.waybill.operator.pod;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/**
 * How the pods of attempts are made where a job does not say.
 *
 * @param user numeric, because runAsNonRoot cannot check a name
 * @param requests of resources
 * @param limits of resources
 * @param temporary size of the one folder that it can write to
 * @param gracePeriodSeconds between SIGTERM and SIGKILL
 */
public record WorkerPod(
    long user,
    Map<String, Quantity> requests,
    Map<String, Quantity> limits,
    Quantity temporary,
    long gracePeriodSeconds) {

  public WorkerPod {
    requests = Map.copyOf(requests);
    limits = Map.copyOf(limits);
  }
}
