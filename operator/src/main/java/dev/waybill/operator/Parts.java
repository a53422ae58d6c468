package dev.waybill.operator;

import dev.waybill.operator.kube.Events;
import dev.waybill.operator.kube.StatusWriter;
import dev.waybill.operator.kube.Warnings;
import dev.waybill.storage.ObjectStore;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** What both sides of the operator are built of. */
public record Parts(
    OperatorConfig config,
    KubernetesClient client,
    ObjectStore store,
    Clock clock,
    StatusWriter status,
    Events events,
    Warnings warnings,
    MeterRegistry meters) {}
