package dev.waybill.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;

/** Counts what the reconcilers do, by kind of resource; an Error counts as any other failure. */
final class ReconcileMetrics implements Metrics {
  private final MeterRegistry meters;

  ReconcileMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  /** JOSDK (5.2.3) hears of no Error: its resource would count as being reconciled for ever. */
  @Override
  public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
    try {
      return execution.execute();
    } catch (Error e) {
      throw new IllegalStateException(e.toString(), e);
    }
  }

  @Override
  public void finishedReconciliation(HasMetadata resource, Map<String, Object> metadata) {
    meters.counter("waybill.operator.reconciles", "kind", resource.getKind()).increment();
  }

  @Override
  public void failedReconciliation(
      HasMetadata resource, Exception exception, Map<String, Object> metadata) {
    meters.counter("waybill.operator.reconcile.errors", "kind", resource.getKind()).increment();
  }
}
