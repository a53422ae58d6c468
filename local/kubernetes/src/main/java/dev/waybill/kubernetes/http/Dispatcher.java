package dev.waybill.kubernetes.http;

import dev.waybill.kubernetes.error.ApiException;
import dev.waybill.kubernetes.resource.Catalog;
import dev.waybill.kubernetes.resource.ResourceType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Finds who answers a request, and bounds how many are answered at once. */
public final class Dispatcher implements AutoCloseable {
  private static final int MAX_REQUESTS = 64;
  private static final int MAX_WATCHES = 1_000;
  private static final long PATIENCE_SECONDS = 10;
  private static final List<String> PROBES = List.of("healthz", "livez", "readyz");

  private final Semaphore requests = new Semaphore(MAX_REQUESTS);
  private final Semaphore watches = new Semaphore(MAX_WATCHES);
  private final Catalog catalog;
  private final DiscoveryEndpoint discovery;
  private final ResourceEndpoint resources;
  private final WatchEndpoint watching;
  private final LogEndpoint logs;

  public Dispatcher(
      Catalog catalog,
      DiscoveryEndpoint discovery,
      ResourceEndpoint resources,
      WatchEndpoint watching,
      LogEndpoint logs) {
    this.catalog = catalog;
    this.discovery = discovery;
    this.resources = resources;
    this.watching = watching;
    this.logs = logs;
  }

  void dispatch(Exchange exchange) throws IOException {
    List<String> segments = ApiPath.segments(exchange.path());
    boolean core = segments.size() > 2 && segments.getFirst().equals("api");
    boolean grouped = segments.size() > 3 && segments.getFirst().equals("apis");
    if (core) {
      resource(exchange, ApiPath.parse("", segments.get(1), segments.subList(2, segments.size())));
    } else if (grouped) {
      List<String> rest = segments.subList(3, segments.size());
      resource(exchange, ApiPath.parse(segments.get(1), segments.get(2), rest));
    } else if (!exchange.method().equals("GET")) {
      throw ApiException.methodNotAllowed();
    } else if (PROBES.contains(segments.getFirst())) {
      exchange.answer(200, "text/plain", "ok".getBytes(StandardCharsets.UTF_8));
    } else {
      discovery.answer(exchange, segments);
    }
  }

  @Override
  public void close() {
    watching.close();
  }

  private void resource(Exchange exchange, ApiPath path) throws IOException {
    ResourceType type =
        catalog
            .find(path.group(), path.version(), path.plural())
            .orElseThrow(() -> ApiException.notServed(kind(path)));
    if (!type.namespaced() && !path.namespace().isEmpty()) {
      throw ApiException.noSuchPath();
    }
    if (type.namespaced() && path.namespace().isEmpty() && !path.name().isEmpty()) {
      throw ApiException.noSuchPath();
    }
    boolean endless = exchange.flag("watch") || exchange.flag("follow");
    Semaphore room = endless ? watches : requests;
    enter(room);
    try {
      answer(exchange, type, path);
    } finally {
      room.release();
    }
  }

  private static String kind(ApiPath path) {
    String version = path.group().isEmpty() ? path.version() : path.group() + "/" + path.version();
    return path.plural() + " of " + version;
  }

  private void answer(Exchange exchange, ResourceType type, ApiPath path) throws IOException {
    if (path.subresource().equals("log") && type.stored().equals("/pods")) {
      logs.answer(exchange, type, path);
    } else if (exchange.method().equals("GET") && exchange.flag("watch")) {
      watching.answer(exchange, type, path);
    } else {
      resources.answer(exchange, type, path);
    }
  }

  private static void enter(Semaphore room) {
    try {
      if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw ApiException.tooManyRequests();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.tooManyRequests();
    }
  }
}
