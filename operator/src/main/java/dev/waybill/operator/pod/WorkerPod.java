package dev.waybill.operator.pod;

import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.util.Map;

/**
 * How the pods of attempts are made where a job does not say.
 *
 * @param user numeric, because runAsNonRoot cannot check a name
 * @param requests of resources, of the container that does the work
 * @param limits of resources, of the same
 * @param stepRequests of Waybill's steps around a user's own container
 * @param stepLimits of the same
 * @param temporary size of the one folder that Waybill's containers can write to
 * @param output size of the folder that a user's own container writes to
 * @param gracePeriodSeconds between SIGTERM and SIGKILL
 * @param startLimit how long its work may take to start
 */
public record WorkerPod(
    long user,
    Map<String, Quantity> requests,
    Map<String, Quantity> limits,
    Map<String, Quantity> stepRequests,
    Map<String, Quantity> stepLimits,
    Quantity temporary,
    Quantity output,
    long gracePeriodSeconds,
    Duration startLimit,
    MemoryGrowth growth,
    Placement placement) {

  public WorkerPod {
    requests = Map.copyOf(requests);
    limits = Map.copyOf(limits);
    stepRequests = Map.copyOf(stepRequests);
    stepLimits = Map.copyOf(stepLimits);
  }
}
