package dev.waybill.kubernetes.list;

import dev.waybill.kubernetes.store.Change;
import dev.waybill.kubernetes.store.History;
import dev.waybill.kubernetes.store.HistoryGone;
import dev.waybill.kubernetes.store.Snapshot;
import dev.waybill.kubernetes.store.StoredObject;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The objects as they were at an earlier revision: those of a later snapshot, with what has
 * happened since undone.
 */
final class PastState implements AutoCloseable {
  private final Snapshot now;

  // Of every object that has changed since, what it was; null where it was not there yet.
  private final TreeMap<String, StoredObject> undone;
  private Optional<Snapshot.Entry> ahead;

  PastState(Snapshot now) {
    this(now, new TreeMap<>());
  }

  private PastState(Snapshot now, TreeMap<String, StoredObject> undone) {
    this.now = now;
    this.undone = undone;
    this.ahead = now.next();
  }

  static PastState at(
      Snapshot now, History history, PageToken from, String resource, String namespace)
      throws HistoryGone {
    TreeMap<String, StoredObject> undone = new TreeMap<>();
    for (Change change : history.between(from.revision(), now.revision())) {
      boolean wanted = namespace.isEmpty() || change.key().namespace().equals(namespace);
      String path = change.key().path();
      if (wanted && path.compareTo(from.path()) > 0 && !undone.containsKey(path)) {
        undone.put(path, change.previous());
      }
    }
    return new PastState(now, undone);
  }

  Optional<Snapshot.Entry> next() {
    while (true) {
      String changed = undone.isEmpty() ? null : undone.firstKey();
      boolean isNext =
          changed != null && (ahead.isEmpty() || changed.compareTo(ahead.get().path()) <= 0);
      if (!isNext) {
        Optional<Snapshot.Entry> entry = ahead;
        if (entry.isPresent()) {
          ahead = now.next();
        }
        return entry;
      }
      if (ahead.isPresent() && changed.equals(ahead.get().path())) {
        ahead = now.next();
      }
      StoredObject before = undone.pollFirstEntry().getValue();
      if (before != null) {
        return Optional.of(new Snapshot.Entry(changed, before));
      }
    }
  }

  @Override
  public void close() {
    now.close();
  }
}
