package dev.waybill.operator.job;

import dev.waybill.crds.ProcessingJob;
import dev.waybill.operator.Parts;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;

/** Snapshot, decide, claim, effects: for one job. */
final class ProcessingJobReconciler implements Reconciler<ProcessingJob>, Cleaner<ProcessingJob> {
  ProcessingJobReconciler(Parts parts) {}

  @Override
  public UpdateControl<ProcessingJob> reconcile(ProcessingJob job, Context<ProcessingJob> context) {
    return UpdateControl.noUpdate();
  }

  @Override
  public DeleteControl cleanup(ProcessingJob job, Context<ProcessingJob> context) {
    return DeleteControl.defaultDelete();
  }
}
