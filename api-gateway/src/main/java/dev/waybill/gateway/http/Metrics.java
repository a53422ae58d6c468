package dev.waybill.gateway.http;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Set;

/** What the gateway counts, for Prometheus. */
public final class Metrics {
  /** Request attribute: the template of the route that serves it. */
  static final String ROUTE = "waybill.route";

  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
  }

  /** Labels are of a bounded number: never a path or a method that a client made up. */
  void request(String method, Object route, int status, Duration time) {
    Timer.builder("waybill_gateway_requests")
        .description("Requests answered, by route and status")
        .tag("method", METHODS.contains(method) ? method : "other")
        .tag("route", route == null ? "none" : route.toString())
        .tag("status", Integer.toString(status))
        .register(registry)
        .record(time);
  }

  /** In the Prometheus text format. */
  public String scrape() {
    return registry.scrape();
  }
}
