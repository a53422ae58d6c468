package dev.waybill.operator.job;

import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.Waybill;
import dev.waybill.operator.Controllers;
import dev.waybill.operator.Parts;
import dev.waybill.operator.Side;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;

/** The jobs: uploads, expansion, ends, retention. */
public final class JobSide implements Side {
  private final BackgroundWork work;
  private final UploadPoller poller;
  private final ProcessingJobReconciler reconciler;

  private JobSide(Parts parts) {
    JobSettings settings = parts.config().jobs();
    FindingsBoard board = new FindingsBoard();
    var news = new SimpleInboundEventSource<ProcessingJob>("findings");
    Counter looks = parts.meters().counter("waybill.operator.upload.polls");
    work = new BackgroundWork(board, parts.clock(), news::propagateEvent);
    HeadBudget budget = new HeadBudget(settings.headsPerSecond());
    Gauge.builder("waybill.operator.work.queued", work::queued).register(parts.meters());
    Gauge.builder(
            "waybill.operator.upload.polls.delay.seconds",
            () -> budget.behind(parts.clock().instant()).toMillis() / 1000.0)
        .register(parts.meters());
    poller =
        new UploadPoller(
            parts.store(), budget, parts.clock(), board, news::propagateEvent, looks::increment);
    PlacePolicy places =
        new PlacePolicy(
            parts.config().store().inputBucket(),
            parts.config().store().outputBucket(),
            settings.allowedPlaces());
    JobEffects effects = new JobEffects(parts, places, board, work, poller);
    JobSnapshots snapshots = new JobSnapshots(places, settings);
    reconciler = new ProcessingJobReconciler(parts, board, snapshots, effects, poller, news);
  }

  public static JobSide create(Parts parts) {
    return new JobSide(parts);
  }

  @Override
  public void register(Controllers controllers) {
    controllers.add(reconciler, Waybill.FINALIZER, ProcessingJobReconciler::concerns);
  }

  @Override
  public void start() {}

  @Override
  public void close() {
    poller.close();
    work.close();
  }
}
