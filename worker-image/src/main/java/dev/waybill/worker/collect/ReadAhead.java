package dev.waybill.worker.collect;

import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.StoreException;
import dev.waybill.worker.TaskFailed;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Checks and fetches the outputs of the next few files while one is written: a job has thousands of
 * small objects, and one at a time is a round trip each. Holds at most a MiB of each.
 */
final class ReadAhead implements AutoCloseable {
  private static final int FILES = 16;
  private static final long BYTES_OF_A_FILE = 1L << 20;

  private final ObjectStore store;
  private final Iterator<FileOutput> outputs;
  private final Deque<Future<Fetched>> ahead = new ArrayDeque<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * A file's output, whole.
   *
   * @param small the content of objects that are held, by key
   */
  record Fetched(FileOutput output, Map<String, byte[]> small) {}

  ReadAhead(ObjectStore store, List<FileOutput> outputs) {
    this.store = store;
    this.outputs = outputs.iterator();
  }

  /** The next file's output, in order; null after the last. */
  Fetched next() throws TaskFailed, IOException, InterruptedException {
    while (ahead.size() < FILES && outputs.hasNext()) {
      FileOutput output = outputs.next();
      ahead.add(threads.submit(() -> fetch(output)));
    }
    if (ahead.isEmpty()) {
      return null;
    }
    try {
      return ahead.remove().get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case TaskFailed failed -> throw failed;
        case StoreException store -> throw store;
        case IOException io -> throw io;
        default -> throw new IllegalStateException(e.getCause());
      }
    }
  }

  private Fetched fetch(FileOutput output) throws TaskFailed, IOException {
    output.requireWhole(store);
    Map<String, byte[]> small = new HashMap<>();
    long left = BYTES_OF_A_FILE;
    for (ObjectInfo object : output.objects()) {
      if (object.size() <= left) {
        left -= object.size();
        try (InputStream in = open(store, object)) {
          small.put(object.ref().key(), in.readNBytes((int) object.size()));
        }
      }
    }
    return new Fetched(output, small);
  }

  /** An object as it was listed; the store has no range of nothing. */
  static InputStream open(ObjectStore store, ObjectInfo object) {
    return object.size() == 0
        ? InputStream.nullInputStream()
        : store.read(object.ref(), object.eTag(), 0, object.size());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
