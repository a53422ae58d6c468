package dev.waybill.operator.job;

import dev.waybill.crds.Waybill;
import dev.waybill.operator.Controllers;
import dev.waybill.operator.Parts;
import dev.waybill.operator.Side;

/** The jobs: uploads, expansion, ends, retention. */
public final class JobSide implements Side {
  private final Parts parts;

  private JobSide(Parts parts) {
    this.parts = parts;
  }

  public static JobSide create(Parts parts) {
    return new JobSide(parts);
  }

  @Override
  public void register(Controllers controllers) {
    controllers.add(new ProcessingJobReconciler(parts), Waybill.FINALIZER, (next, last) -> true);
  }

  @Override
  public void start() {}

  @Override
  public void close() {}
}
