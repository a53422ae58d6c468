package dev.waybill.gateway;

import dev.waybill.gateway.auth.Auth;
import dev.waybill.gateway.http.Bodies;
import dev.waybill.gateway.http.Door;
import dev.waybill.gateway.http.Metrics;
import dev.waybill.gateway.http.Refusal;
import dev.waybill.gateway.http.Server;
import dev.waybill.gateway.http.ServerSecret;
import dev.waybill.gateway.idp.IdpErrors;
import dev.waybill.gateway.idp.IdpRoutes;
import dev.waybill.gateway.jobs.JobsConfig;
import dev.waybill.gateway.jobs.KubernetesJobs;
import dev.waybill.gateway.jobs.KubernetesPodLogs;
import dev.waybill.storage.ObjectStore;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.function.Consumer;

/** A running gateway. The client and the store stay their owner's to close. */
public final class Gateway implements AutoCloseable {
  private final KubernetesJobs jobs;
  private final KubernetesPodLogs logs;
  private final Duration drainTime;
  private final Metrics metrics = new Metrics();
  private Server server;
  private Server admin;
  private volatile boolean stopping;

  private Gateway(KubernetesClient client, GatewayConfig whole) {
    JobsConfig config = whole.jobs();
    drainTime = whole.http().drainTime();
    jobs = new KubernetesJobs(client, config.namespace());
    logs = new KubernetesPodLogs(client, config.namespace(), config.transfer().followTime());
  }

  /**
   * Listens once this returns; {@code /readyz} says when the jobs are known.
   *
   * @throws IllegalArgumentException for a configuration that cannot be used, naming the key
   */
  public static Gateway start(GatewayConfig config, KubernetesClient client, ObjectStore store) {
    Bodies bodies = new Bodies(config.http());
    Auth auth = new Auth(config.auth(), bodies);
    ServerSecret secret = ServerSecret.read(config.secretFile());
    Gateway gateway = new Gateway(client, config);
    IdpRoutes idp =
        new IdpRoutes(
            auth.bearer(), bodies, gateway.jobs, gateway.logs, store, config.jobs(), secret);
    try {
      gateway.listen(config, auth, idp);
      return gateway;
    } catch (RuntimeException e) {
      // Nobody has sent it anything: there is nothing to drain.
      gateway.stopping = true;
      gateway.close();
      throw e;
    }
  }

  private void listen(GatewayConfig config, Auth auth, IdpRoutes idp) {
    AdminRoutes adminRoutes = new AdminRoutes(this::ready, metrics);
    Integer adminPort = config.http().adminPort();
    server =
        listen(
            config,
            config.http().port(),
            routes -> {
              routes.before(Gateway::doorsThatExist);
              auth.addTo(routes);
              idp.addTo(routes);
              if (adminPort == null) {
                adminRoutes.addTo(routes);
              }
            });
    admin = adminPort == null ? server : listen(config, adminPort, adminRoutes::addTo);
  }

  private Server listen(GatewayConfig config, int port, Consumer<RoutesConfig> routes) {
    return Server.start(config.http(), port, metrics, () -> stopping, IdpErrors.SHAPE, routes);
  }

  private static void doorsThatExist(Context context) {
    if (Door.of(context.path()) != Door.IDP) {
      throw Refusal.of(404, "Not found");
    }
  }

  /** Where clients are served. */
  public int port() {
    return server.port();
  }

  /** Where health and metrics are served; the same where no other was configured. */
  public int adminPort() {
    return admin.port();
  }

  private void drain() {
    try {
      Thread.sleep(drainTime);
    } catch (InterruptedException e) {
      // Whoever waits for the end wants it now.
      Thread.currentThread().interrupt();
    }
  }

  private boolean ready() {
    return !stopping && jobs.synced();
  }

  /**
   * Says that it is not ready, serves on until whoever sends requests has heard of it, then takes
   * no more and lets the running ones end; each for as long as was configured.
   */
  @Override
  public void close() {
    boolean first = !stopping;
    stopping = true;
    if (first && server != null) {
      drain();
    }
    logs.close();
    if (server != null) {
      server.close();
    }
    if (admin != null && admin != server) {
      admin.close();
    }
    jobs.close();
  }
}
