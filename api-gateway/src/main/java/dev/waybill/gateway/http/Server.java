package dev.waybill.gateway.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.JettyConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.util.MethodNotAllowedUtil;
import io.javalin.router.InternalRouter;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** One listening port with the bounds, headers and error shapes that every door has. */
public final class Server implements AutoCloseable {
  private final Javalin javalin;

  private Server(Javalin javalin) {
    this.javalin = javalin;
  }

  /**
   * Listens on {@code port} once this returns.
   *
   * @param stopping whether no connection is to be kept for another request
   */
  public static Server start(
      HttpConfig config,
      int port,
      Metrics metrics,
      BooleanSupplier stopping,
      ErrorShape shape,
      Consumer<RoutesConfig> routes) {
    RequestFilter filter = new RequestFilter(metrics, stopping);
    Javalin javalin =
        Javalin.create(
            javalinConfig -> {
              bounds(javalinConfig, config);
              jetty(javalinConfig.jetty, config, filter, shape);
              javalinConfig.jetty.addConnector(
                  (server, http) -> connector(server, http, config, port));
              javalinConfig.routes.beforeMatched(
                  context -> noteRoute(context, javalinConfig.unsafe.internalRouter));
              new Errors(shape).addTo(javalinConfig.routes);
              routes.accept(javalinConfig.routes);
            });
    return new Server(javalin.start());
  }

  private static void noteRoute(Context context, InternalRouter router) {
    var endpoint = context.endpoints().matchedHttpEndpoint();
    if (endpoint == null) {
      // A HEAD where there is a GET: Javalin would answer 200 and ask no route.
      throw Refusal.of(405, "Method not allowed", Map.of("Allow", methods(context, router)));
    }
    context.attribute(Metrics.ROUTE, endpoint.path);
  }

  private static String methods(Context context, InternalRouter router) {
    return MethodNotAllowedUtil.INSTANCE
        .findAvailableHttpHandlerTypes(router, context.path())
        .stream()
        .map(HandlerType::name)
        .collect(Collectors.joining(", "));
  }

  private static void bounds(JavalinConfig javalin, HttpConfig config) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.startupWatcherEnabled = false;
    javalin.concurrency.useVirtualThreads = true;
    javalin.http.prefer405over404 = true;
    javalin.http.maxRequestSize = config.maxBodyBytes();
  }

  private static void jetty(
      JettyConfig jetty, HttpConfig config, RequestFilter filter, ErrorShape shape) {
    jetty.modifyHttpConfiguration(
        http -> {
          http.setRequestHeaderSize(config.maxHeaderBytes());
          http.setSendServerVersion(false);
        });
    jetty.modifyServletContextHandler(
        handler ->
            handler.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST)));
    jetty.modifyServer(
        server -> {
          server.setHandler(new GracefulHandler());
          server.setStopTimeout(config.stopTime().toMillis());
          server.setErrorHandler(new JettyErrors(shape));
        });
  }

  private static Connector connector(
      org.eclipse.jetty.server.Server server, HttpConfiguration http, HttpConfig config, int port) {
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(config.host());
    connector.setPort(port);
    connector.setIdleTimeout(config.idle().toMillis());
    return connector;
  }

  public int port() {
    return javalin.port();
  }

  /** Takes no more connections, lets running requests end, then closes. */
  @Override
  public void close() {
    javalin.stop();
  }
}
