package dev.waybill.operator.file;

import dev.waybill.crds.FileSlice;
import dev.waybill.operator.Controllers;
import dev.waybill.operator.Parts;
import dev.waybill.operator.Side;
import dev.waybill.operator.log.LogKeeper;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of every job: slices, starts and attempts. */
public final class FileSide implements Side {
  private static final Logger LOG = LoggerFactory.getLogger(FileSide.class);
  private static final long PAGE = 500;
  private static final long TIDY_SECONDS = 5;

  private final KubernetesClient client;
  private final String namespace;
  private final SliceEvents events;
  private final LogKeeper logs;
  private final FileMetrics metrics;
  private final FileSliceReconciler reconciler;
  private final ScheduledExecutorService tidying =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("file-side").factory());

  private FileSide(Parts parts) {
    FileSettings settings = parts.config().files();
    client = parts.client();
    namespace = parts.config().namespace();
    events = new SliceEvents(namespace);
    Dispatcher dispatcher = new Dispatcher(settings.maxRunning(), this::working, events::wake);
    GrantSecrets grants =
        new GrantSecrets(
            client,
            parts.store(),
            parts.config().store().outputBucket(),
            settings.grantLife(),
            settings.maxObjectBytes());
    logs =
        new LogKeeper(
            client,
            parts.store(),
            parts.config().store().outputBucket(),
            settings.logBytes(),
            settings.logPatience(),
            parts.meters());
    parts.warnings().listen(events::wake);
    metrics = new FileMetrics(parts.meters(), dispatcher, settings.maxRunning());
    reconciler =
        new FileSliceReconciler(
            new SliceReader(
                client,
                parts.store(),
                parts.config().store().outputBucket(),
                settings.podListInterval(),
                parts.warnings()),
            new SliceDecider(
                settings.backOff(),
                new WaitLimits(
                    settings.keepEndedJobs(), settings.startLimit(), settings.terminatingLimit())),
            new SliceEffects(
                client, grants, parts.config().workerImage(), settings.pod(), logs, events::wake),
            parts.status(),
            dispatcher,
            events,
            metrics,
            parts.clock());
  }

  public static FileSide create(Parts parts) {
    return new FileSide(parts);
  }

  @Override
  public void register(Controllers controllers) {
    // what is written to a slice is written here; a status that somebody took away is the exception
    controllers.add(reconciler, null, (next, last) -> next.getStatus() == null);
  }

  @Override
  public void start() {
    tidying.scheduleWithFixedDelay(this::tidy, TIDY_SECONDS, TIDY_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    tidying.shutdownNow();
    logs.close();
  }

  private void tidy() {
    try {
      reconciler.keepOnly(events::exists);
      metrics.waiting(events.slices());
    } catch (RuntimeException | Error e) {
      // what is thrown here would end all later rounds
      LOG.warn("slices that are gone could not be forgotten", e);
    }
  }

  /** Read live: what an earlier leader claimed last may not have reached an informer yet. */
  private Collection<SliceLoad> working() {
    List<SliceLoad> working = new ArrayList<>();
    String next = null;
    do {
      KubernetesResourceList<FileSlice> page =
          client
              .resources(FileSlice.class)
              .inNamespace(namespace)
              .list(new ListOptionsBuilder().withLimit(PAGE).withContinue(next).build());
      page.getItems().stream()
          .map(slice -> SliceLoad.claimedBy(slice, events.terms(slice)))
          .filter(load -> load.inProgress() > 0)
          .forEach(working::add);
      next = page.getMetadata().getContinue();
    } while (next != null && !next.isEmpty());
    return working;
  }
}
