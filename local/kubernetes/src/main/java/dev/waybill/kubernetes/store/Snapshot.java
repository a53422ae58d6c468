package dev.waybill.kubernetes.store;

import java.util.Optional;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVStore;

/**
 * Objects at one revision, read one by one as they are asked for; writes that come meanwhile are
 * not seen. To be closed, so that the store can reuse the space.
 */
public final class Snapshot implements AutoCloseable {
  private final MVStore file;
  private final MVStore.TxCounter usage;
  private final long revision;
  private final String prefix;
  private final Cursor<String, StoredObject> cursor;

  Snapshot(MVStore file, long revision, String prefix, Cursor<String, StoredObject> cursor) {
    this.file = file;
    this.usage = file.registerVersionUsage();
    this.revision = revision;
    this.prefix = prefix;
    this.cursor = cursor;
  }

  /** The next object, in the order of namespace and name; empty at the end. */
  public Optional<Entry> next() {
    if (!cursor.hasNext()) {
      return Optional.empty();
    }
    String path = cursor.next();
    if (!path.startsWith(prefix)) {
      return Optional.empty();
    }
    return Optional.of(new Entry(path, cursor.getValue()));
  }

  /** The resourceVersion of the whole list. */
  public long revision() {
    return revision;
  }

  @Override
  public void close() {
    file.deregisterVersionUsage(usage);
  }

  /**
   * One object.
   *
   * @param path where a later snapshot may go on after this object
   */
  public record Entry(String path, StoredObject object) {
    public ObjectKey key() {
      return ObjectKey.parse(path);
    }
  }
}
