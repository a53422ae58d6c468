package dev.waybill.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/** {@code /healthz}, {@code /readyz} and {@code /metrics} for the cluster, not for clients. */
final class AdminServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("admin").factory());

  private AdminServer(HttpServer server) {
    this.server = server;
    server.setExecutor(thread);
  }

  /**
   * @param port 0: any free one
   */
  static AdminServer start(int port, PrometheusMeterRegistry meters, BooleanSupplier ready) {
    try {
      AdminServer admin = new AdminServer(HttpServer.create(new InetSocketAddress(port), 16));
      admin.server.createContext("/healthz", exchange -> answer(exchange, 200, "ok\n"));
      admin.server.createContext("/readyz", exchange -> answerReady(exchange, ready));
      admin.server.createContext("/metrics", exchange -> answer(exchange, 200, meters.scrape()));
      admin.server.createContext("/", exchange -> answer(exchange, 404, "not found\n"));
      admin.server.start();
      return admin;
    } catch (IOException e) {
      throw new UncheckedIOException("WAYBILL_OPERATOR_ADMIN_PORT " + port + " cannot be used", e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdownNow();
  }

  private static void answerReady(HttpExchange exchange, BooleanSupplier ready) throws IOException {
    boolean yes = ready.getAsBoolean();
    answer(exchange, yes ? 200 : 503, yes ? "ok\n" : "not started yet, or stopping\n");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
