package dev.waybill.crds;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * A Kubernetes API on the loopback address in which there is nothing: every list is empty, every
 * watch is silent, every name is unknown and nothing can be made. A store asked at the same address
 * has no objects either. For processes that start to show their JVM how that is done.
 */
public final class EmptyCluster implements AutoCloseable {
  private static final Pattern NAMED = Pattern.compile(".*/namespaces/[^/]+/[^/]+/[^/]+.*");
  private static final String LIST =
      """
      {"kind":"List","apiVersion":"v1","metadata":{"resourceVersion":"1"},"items":[]}
      """;
  private static final String NOT_FOUND =
      """
      {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","reason":"NotFound","code":404}
      """;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);

  private EmptyCluster() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.setExecutor(threads);
    server.createContext("/api", this::answer);
    server.createContext("/", exchange -> answer(exchange, 404, ""));
  }

  public static EmptyCluster start() throws IOException {
    EmptyCluster cluster = new EmptyCluster();
    cluster.server.start();
    return cluster;
  }

  /** Of the API, and of the store without objects. */
  public String url() {
    InetSocketAddress address = server.getAddress();
    return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  /** How clients reach it, whatever else this machine is configured for. */
  public Config config() {
    return new ConfigBuilder(Config.empty()).withMasterUrl(url()).build();
  }

  private void answer(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    if (!exchange.getRequestMethod().equals("GET") || NAMED.matcher(uri.getPath()).matches()) {
      answer(exchange, 404, NOT_FOUND);
    } else if (uri.getQuery() != null && uri.getQuery().contains("watch=true")) {
      watch(exchange);
    } else {
      answer(exchange, 200, LIST);
    }
  }

  private void watch(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 0);
      // The headers leave with the first byte, and a client is not watching before it has them.
      exchange.getResponseBody().write(' ');
      exchange.getResponseBody().flush();
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      boolean bare = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, bare ? -1 : body.length);
      if (!bare) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
