package dev.waybill.kubernetes.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * All objects, each under one revision that grows with every write, also across restarts. A write
 * returns once it is in the file, so that it outlives the death of the process; writers that wait
 * at the same time share one commit. Watchers and listeners see a write after its commit.
 */
public final class ObjectStore implements AutoCloseable {
  private static final String REVISION = "revision";
  private static final int CACHE_MIB = 32;

  // How long freed space is kept from reuse. It serves readers of old pages, and snapshots announce
  // themselves; every commit frees some, so the file would grow by 24 KiB a write meanwhile.
  private static final int RETENTION_MILLIS = 1_000;

  // A crash may lose writes that others have read but nobody was answered: their revisions must not
  // be given to other states of the same objects.
  private static final long RESTART_GAP = 1_000;

  private final MVStore file;
  private final MVMap<String, StoredObject> objects;
  private final MVMap<String, Long> counters;
  private final Map<String, History> histories = new ConcurrentHashMap<>();
  private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock writing = new ReentrantLock();
  private final ReentrantLock committing = new ReentrantLock();
  private final Consumer<String> broken;
  private final long firstRevision;
  private List<Change> uncommitted = new ArrayList<>();
  private long revision;
  private volatile long committed;
  private volatile boolean closing;

  ObjectStore(MVStore file, Consumer<String> broken) {
    this.file = file;
    this.broken = broken;
    file.setRetentionTime(RETENTION_MILLIS);
    this.objects =
        file.openMap(
            "objects",
            new MVMap.Builder<String, StoredObject>()
                .keyType(StringDataType.INSTANCE)
                .valueType(StoredObjectType.INSTANCE));
    this.counters =
        file.openMap(
            "counters",
            new MVMap.Builder<String, Long>()
                .keyType(StringDataType.INSTANCE)
                .valueType(LongDataType.INSTANCE));
    this.revision = counters.getOrDefault(REVISION, 0L) + RESTART_GAP;
    this.firstRevision = revision;
    this.committed = revision;
    counters.put(REVISION, revision);
    file.commit();
  }

  /**
   * Opens the store, made where it is absent.
   *
   * @param broken told why when the file cannot be written any more, as of a full disk: from then
   *     on every write fails, and what was not yet committed nobody is told of
   * @throws IOException if the file is used by another process, damaged, or cannot be written
   */
  public static ObjectStore open(Path file, Consumer<String> broken) throws IOException {
    try {
      return new ObjectStore(
          new MVStore.Builder().fileName(file.toString()).cacheSize(CACHE_MIB).open(), broken);
    } catch (MVStoreException e) {
      boolean locked = e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED;
      throw new IOException(
          locked ? file + " is in use by another process" : "cannot open " + file, e);
    }
  }

  public Optional<StoredObject> get(ObjectKey key) {
    return Optional.ofNullable(objects.get(key.path()));
  }

  /**
   * Writes an object, its {@code metadata.resourceVersion} set by the store.
   *
   * @param seen the revision that the writer has seen; 0: the object must not exist
   * @throws StoreConflict if the store holds another revision
   */
  public StoredObject put(ObjectKey key, long seen, ObjectNode object) throws StoreConflict {
    Change change = stage(key, seen, object, false);
    commit(change.revision());
    return change.current();
  }

  /**
   * Removes an object.
   *
   * @param last the object's last state, which watchers are told
   * @return the last state under the revision of the removal
   * @throws StoreConflict if the store holds another revision
   */
  public StoredObject remove(ObjectKey key, long seen, ObjectNode last) throws StoreConflict {
    Change change = stage(key, seen, last, true);
    commit(change.revision());
    return change.current();
  }

  /** The objects of a resource as they are now; an empty namespace means all of them. */
  public Snapshot snapshot(String resource, String namespace) {
    String prefix = namespace.isEmpty() ? resource + "/" : ObjectKey.prefix(resource, namespace);
    return open(prefix, prefix);
  }

  /** As {@link #snapshot(String, String)}, from the first key that comes after the given one. */
  public Snapshot snapshotAfter(String resource, String namespace, String path) {
    String prefix = namespace.isEmpty() ? resource + "/" : ObjectKey.prefix(resource, namespace);
    return open(prefix, path + "\0");
  }

  /** Every object there is. */
  public Snapshot everything() {
    return open("", null);
  }

  /** What has happened to a resource lately. */
  public History history(String resource) {
    return histories.computeIfAbsent(resource, name -> new History(firstRevision));
  }

  public long revision() {
    return committed;
  }

  /** Calls for every committed change, in order, on the writer's thread: it must be quick. */
  public void listen(Consumer<Change> listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {
    closing = true;
    // Moving chunks together at the end trips over its own free-space map now and then (2.4.240).
    file.close(0);
  }

  private Snapshot open(String prefix, String from) {
    Snapshot snapshot = stagedSnapshot(prefix, from);
    commit(snapshot.revision());
    return snapshot;
  }

  private Snapshot stagedSnapshot(String prefix, String from) {
    writing.lock();
    try {
      Cursor<String, StoredObject> cursor = objects.cursor(from);
      return new Snapshot(file, revision, prefix, cursor);
    } finally {
      writing.unlock();
    }
  }

  private Change stage(ObjectKey key, long seen, ObjectNode object, boolean delete)
      throws StoreConflict {
    writing.lock();
    try {
      StoredObject previous = objects.get(key.path());
      if ((previous == null ? 0 : previous.revision()) != seen) {
        throw new StoreConflict(key);
      }
      long next = revision + 1;
      Json.child(object, "metadata").put("resourceVersion", Long.toString(next));
      StoredObject current = new StoredObject(next, Json.write(object));
      counters.put(REVISION, next);
      if (delete) {
        objects.remove(key.path());
      } else {
        objects.put(key.path(), current);
      }
      revision = next;
      Change change = new Change(next, key, previous, current, delete);
      uncommitted.add(change);
      return change;
    } catch (MVStoreException e) {
      throw broken(e);
    } finally {
      writing.unlock();
    }
  }

  private void commit(long wanted) {
    committing.lock();
    try {
      if (committed >= wanted) {
        return;
      }
      List<Change> batch = takeUncommitted();
      write();
      for (Change change : batch) {
        history(change.key().resource()).append(change);
        listeners.forEach(listener -> listener.accept(change));
        committed = change.revision();
      }
    } finally {
      committing.unlock();
    }
  }

  private void write() {
    try {
      file.commit();
    } catch (MVStoreException e) {
      throw broken(e);
    }
  }

  private MVStoreException broken(MVStoreException why) {
    if (!closing) {
      broken.accept(why.getMessage());
    }
    return why;
  }

  private List<Change> takeUncommitted() {
    writing.lock();
    try {
      List<Change> batch = uncommitted;
      uncommitted = new ArrayList<>();
      return batch;
    } finally {
      writing.unlock();
    }
  }
}
