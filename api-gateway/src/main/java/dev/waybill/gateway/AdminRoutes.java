package dev.waybill.gateway;

import dev.waybill.gateway.http.Metrics;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.BooleanSupplier;

/** What the cluster asks a gateway: is it alive, may it be sent requests, what has it counted. */
final class AdminRoutes {
  private final BooleanSupplier ready;
  private final Metrics metrics;

  AdminRoutes(BooleanSupplier ready, Metrics metrics) {
    this.ready = ready;
    this.metrics = metrics;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/healthz", context -> context.contentType("text/plain").result("ok"));
    routes.get("/readyz", this::readyz);
    routes.get(
        "/metrics",
        context -> context.contentType("text/plain; version=0.0.4").result(metrics.scrape()));
  }

  private void readyz(Context context) {
    boolean now = ready.getAsBoolean();
    context
        .status(now ? 200 : 503)
        .contentType("text/plain")
        .result(now ? "ok" : "jobs are not known yet, or the gateway is stopping");
  }
}
