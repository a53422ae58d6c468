package dev.waybill.operator;

import dev.waybill.operator.file.FileSide;
import dev.waybill.operator.job.JobSide;
import dev.waybill.operator.kube.Events;
import dev.waybill.operator.kube.StatusWriter;
import dev.waybill.operator.kube.Warnings;
import dev.waybill.storage.ObjectStore;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The operator: turns jobs into Kubernetes Jobs and Jobs into status. */
public final class Operator implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** More than can be in progress, with pods; about 5 MB at the very most. */
  private static final int WARNED_OBJECTS = 10_000;

  private final io.javaoperatorsdk.operator.Operator runtime;
  private final List<Side> sides;
  private final Warnings warnings;
  private final AdminServer admin;
  private final Leadership leadership;
  private final boolean elected;

  /**
   * Caches are filled, or will be once this replica leads. Not JOSDK's health of event sources: on
   * a quiet cluster an informer counts as one that watches only after a minute.
   */
  private volatile boolean started;

  private Operator(Parts parts, PrometheusMeterRegistry meters, Runnable deposed) {
    elected = parts.config().leaderElection();
    leadership = new Leadership(parts.client(), parts.config().namespace(), this::lead, deposed);
    warnings = parts.warnings();
    sides = List.of(JobSide.create(parts), FileSide.create(parts));
    runtime =
        new io.javaoperatorsdk.operator.Operator(settings -> configure(settings, parts, meters));
    Controllers controllers = new Controllers(runtime, parts.config());
    sides.forEach(side -> side.register(controllers));
    admin = AdminServer.start(parts.config().adminPort(), meters, () -> started);
  }

  /** For a process that is the only one: with leader election, it would go on when deposed. */
  public static Operator start(OperatorConfig config, KubernetesClient client, ObjectStore store) {
    return start(config, client, store, () -> {});
  }

  /**
   * Starts to work; returns when caches are filled (with leader election: when they will be).
   * Client and store remain the caller's to close, after the operator.
   *
   * @param deposed called when another replica may have become the leader: nothing may be done any
   *     more
   */
  public static Operator start(
      OperatorConfig config, KubernetesClient client, ObjectStore store, Runnable deposed) {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Clock clock = Clock.systemUTC();
    Parts parts =
        new Parts(
            config,
            client,
            MeteredStore.of(store, meters),
            clock,
            new StatusWriter(client),
            new Events(client, clock),
            new Warnings(WARNED_OBJECTS, clock),
            meters);
    Operator operator = new Operator(parts, meters, deposed);
    operator.runtime.start();
    operator.warnings.watch(client, config.namespace());
    if (!config.leaderElection()) {
      operator.lead();
    }
    operator.started = true;
    return operator;
  }

  /** The port of {@code /healthz}, {@code /readyz} and {@code /metrics}. */
  public int adminPort() {
    return admin.port();
  }

  @Override
  public void close() {
    started = false;
    leadership.end();
    warnings.close();
    runtime.stop();
    sides.forEach(Side::close);
    if (elected) {
      leadership.release();
    }
    admin.close();
  }

  private void lead() {
    sides.forEach(Side::start);
  }

  private void configure(
      ConfigurationServiceOverrider settings, Parts parts, PrometheusMeterRegistry meters) {
    settings
        .withKubernetesClient(parts.client())
        .withCloseClientOnStop(false)
        .withUseSSAToPatchPrimaryResource(false)
        .withSSABasedCreateUpdateMatchForDependentResources(false)
        .withReconciliationTerminationTimeout(GRACE)
        .withMetrics(new ReconcileMetrics(meters));
    if (parts.config().leaderElection()) {
      settings.withLeaderElectionConfiguration(leadership.configuration());
    }
  }
}
