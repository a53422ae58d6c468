package dev.waybill.kubernetes.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.error.ApiException;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.object.Metadata;
import dev.waybill.kubernetes.resource.ResourceType;
import dev.waybill.kubernetes.store.Change;
import dev.waybill.kubernetes.store.History;
import dev.waybill.kubernetes.store.HistoryGone;
import dev.waybill.kubernetes.store.ObjectKey;
import dev.waybill.kubernetes.store.ObjectStore;
import dev.waybill.kubernetes.store.Snapshot;
import dev.waybill.kubernetes.store.StoredObject;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * One watch. Nothing is queued for it: it reads the history at its own pace, and where that has
 * been forgotten it ends with 410.
 */
public final class Watch {
  private static final Duration LOOK_UP = Duration.ofSeconds(1);
  private static final int BATCH = 100;

  private final ObjectStore store;
  private final ResourceType type;
  private final WatchQuery query;
  private final WatchedObject lines;
  private final OutputStream out;
  private final BooleanSupplier over;
  private final History history;

  public Watch(
      ObjectStore store,
      ResourceType type,
      WatchQuery query,
      WatchedObject lines,
      OutputStream out,
      BooleanSupplier over) {
    this.store = store;
    this.type = type;
    this.query = query;
    this.lines = lines;
    this.out = out;
    this.over = over;
    this.history = store.history(type.stored());
  }

  /** Sends until the time is over, the reader has gone or the API ends. */
  public void run() throws IOException {
    try {
      follow(history.positionAfter(begin()));
    } catch (HistoryGone e) {
      send(lines.error(ApiException.expired(e.getMessage())));
    } catch (ApiException e) {
      send(lines.error(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long begin() throws IOException {
    boolean fromNow = query.revision() == 0 || query.initialEvents();
    if (!fromNow && query.revision() > store.revision()) {
      throw ApiException.expired("too large resource version: " + query.revision());
    }
    if (!fromNow) {
      return query.revision();
    }
    try (Snapshot now = store.snapshot(type.stored(), query.namespace())) {
      for (var found = now.next(); found.isPresent(); found = now.next()) {
        if (wanted(found.get().key()) && selected(found.get().object())) {
          send(lines.line("ADDED", found.get().object()));
        }
      }
      if (query.initialEvents() && query.bookmarks()) {
        send(lines.bookmark(now.revision(), true));
      }
      return now.revision();
    }
  }

  private void follow(long from) throws HistoryGone, IOException, InterruptedException {
    long position = from;
    long start = System.nanoTime();
    Bookmarks bookmarks = new Bookmarks(query.timeout());
    while (!over.getAsBoolean() && System.nanoTime() - start < query.timeout().toNanos()) {
      long reached = store.revision();
      List<Change> changes = history.read(position, BATCH, LOOK_UP);
      for (Change change : changes) {
        if (wanted(change.key())) {
          send(change);
        }
        reached = change.revision();
      }
      position += changes.size();
      if (query.bookmarks() && bookmarks.due(Duration.ofNanos(System.nanoTime() - start))) {
        send(lines.bookmark(reached, false));
      }
    }
  }

  // An object that begins or ceases to be selected appears or disappears for this watch.
  private void send(Change change) throws IOException {
    boolean before = change.previous() != null && selected(change.previous());
    boolean after = !change.deleted() && selected(change.current());
    if (before || after) {
      String event = before ? (after ? "MODIFIED" : "DELETED") : "ADDED";
      boolean left = event.equals("DELETED") && !change.deleted();
      send(lines.line(event, left ? asLastSelected(change) : change.current()));
    }
  }

  private static StoredObject asLastSelected(Change change) {
    ObjectNode last = change.previous().tree();
    Metadata.of(last).put("resourceVersion", Long.toString(change.revision()));
    return new StoredObject(change.revision(), Json.write(last));
  }

  private boolean wanted(ObjectKey key) {
    return (query.namespace().isEmpty() || query.namespace().equals(key.namespace()))
        && (query.name().isEmpty() || query.name().equals(key.name()));
  }

  private boolean selected(StoredObject object) {
    return query.selection().all() || query.selection().matches().test(object.tree());
  }

  private void send(byte[] line) throws IOException {
    out.write(line);
    out.flush();
  }
}
