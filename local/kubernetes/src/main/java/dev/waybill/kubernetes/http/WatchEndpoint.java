package dev.waybill.kubernetes.http;

import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.object.Revisions;
import dev.waybill.kubernetes.resource.ResourceType;
import dev.waybill.kubernetes.store.ObjectStore;
import dev.waybill.kubernetes.store.StoredObject;
import dev.waybill.kubernetes.table.Table;
import dev.waybill.kubernetes.watch.Watch;
import dev.waybill.kubernetes.watch.WatchQuery;
import dev.waybill.kubernetes.watch.WatchedObject;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;

/** Sends what happens to the objects of a type, one line of JSON an event. */
public final class WatchEndpoint implements AutoCloseable {
  private static final long DEFAULT_SECONDS = 1_800;
  private static final long MAX_SECONDS = 86_400;
  private final ObjectStore store;
  private volatile boolean closed;

  public WatchEndpoint(ObjectStore store) {
    this.store = store;
  }

  void answer(Exchange exchange, ResourceType type, ApiPath path) throws IOException {
    WatchQuery query = query(exchange, type, path);
    WatchedObject form =
        Accepted.table(exchange, type)
            .map(table -> new WatchedObject(type, object -> row(table, object)))
            .orElseGet(() -> new WatchedObject(type));
    try (OutputStream out = exchange.stream(Exchange.JSON)) {
      // The client waits for the answer's head, also while nothing happens.
      out.flush();
      new Watch(store, type, query, form, out, () -> closed).run();
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  private static byte[] row(Table table, StoredObject object) {
    return Json.write(table.single(object.tree(), Instant.now()));
  }

  private static WatchQuery query(Exchange exchange, ResourceType type, ApiPath path) {
    long seconds = Queries.number(exchange, "timeoutSeconds");
    var selection = Queries.selection(exchange, type);
    return new WatchQuery(
        path.namespace(),
        path.name(),
        selection,
        Revisions.parse(exchange.query("resourceVersion")),
        exchange.flag("allowWatchBookmarks"),
        exchange.flag("sendInitialEvents"),
        Duration.ofSeconds(seconds == 0 ? DEFAULT_SECONDS : Math.min(seconds, MAX_SECONDS)));
  }
}
