package dev.waybill.kubernetes.list;

import dev.waybill.kubernetes.store.Snapshot;
import dev.waybill.kubernetes.store.StoredObject;
import java.util.Optional;

/** The objects of a list, selected, one by one, up to the page's end. */
public final class Listing implements AutoCloseable {
  private final PastState state;
  private final long revision;
  private final ListQuery query;
  private long given;
  private String last = "";
  private Optional<Snapshot.Entry> ahead = Optional.empty();

  Listing(PastState state, long revision, ListQuery query) {
    this.state = state;
    this.revision = revision;
    this.query = query;
  }

  /** The next object; empty at the end of the page. */
  public Optional<StoredObject> next() {
    Optional<Snapshot.Entry> entry = nextSelected();
    if (entry.isPresent() && query.limit() > 0 && given == query.limit()) {
      ahead = entry;
      return Optional.empty();
    }
    given++;
    entry.ifPresent(found -> last = found.path());
    return entry.map(Snapshot.Entry::object);
  }

  /** Where the next page begins; empty if this was the last. To be asked at the end. */
  public Optional<String> continueToken() {
    return ahead.map(more -> new PageToken(revision, last).text());
  }

  public long revision() {
    return revision;
  }

  @Override
  public void close() {
    state.close();
  }

  private Optional<Snapshot.Entry> nextSelected() {
    if (ahead.isPresent()) {
      return ahead;
    }
    while (true) {
      Optional<Snapshot.Entry> entry = state.next();
      boolean wanted =
          entry.isEmpty()
              || query.selection().all()
              || query.selection().matches().test(entry.get().object().tree());
      if (wanted) {
        return entry;
      }
    }
  }
}
