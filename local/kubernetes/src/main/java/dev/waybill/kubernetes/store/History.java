package dev.waybill.kubernetes.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The latest changes of one resource, bounded in number and bytes; what is older is forgotten.
 * Watchers each hold a position in it, so a slow one costs nothing and in the end finds its
 * position gone.
 */
public final class History {
  private static final int CAPACITY = 8_192;
  private static final long MAX_BYTES = 12L << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final Change[] ring = new Change[CAPACITY];
  private long first;
  private long next;
  private long bytes;
  private long forgotten;

  History(long forgotten) {
    this.forgotten = forgotten;
  }

  void append(Change change) {
    lock.lock();
    try {
      if (next - first == CAPACITY) {
        forget();
      }
      ring[slot(next++)] = change;
      bytes += change.bytes();
      while (bytes > MAX_BYTES && first < next - 1) {
        forget();
      }
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The position of the first change after a revision.
   *
   * @throws HistoryGone if changes after that revision have been forgotten
   */
  public long positionAfter(long revision) throws HistoryGone {
    lock.lock();
    try {
      if (revision < forgotten) {
        throw new HistoryGone(revision, forgotten);
      }
      long low = first;
      long high = next;
      while (low < high) {
        long middle = (low + high) >>> 1;
        if (ring[slot(middle)].revision() <= revision) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The changes from a position on, at most {@code max}; waits while there are none.
   *
   * @return empty if none came in time
   * @throws HistoryGone if the position has been forgotten
   */
  public List<Change> read(long position, int max, Duration patience)
      throws HistoryGone, InterruptedException {
    lock.lock();
    try {
      long nanos = patience.toNanos();
      while (position >= next && nanos > 0) {
        nanos = grown.awaitNanos(nanos);
      }
      if (position < first) {
        throw new HistoryGone(position, forgotten);
      }
      List<Change> changes = new ArrayList<>();
      for (long at = position; at < next && changes.size() < max; at++) {
        changes.add(ring[slot(at)]);
      }
      return changes;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The changes after one revision, up to another.
   *
   * @throws HistoryGone if some of them have been forgotten
   */
  public List<Change> between(long after, long upTo) throws HistoryGone {
    lock.lock();
    try {
      List<Change> changes = new ArrayList<>();
      for (long at = positionAfter(after); at < next; at++) {
        if (ring[slot(at)].revision() <= upTo) {
          changes.add(ring[slot(at)]);
        }
      }
      return changes;
    } finally {
      lock.unlock();
    }
  }

  private void forget() {
    Change oldest = ring[slot(first)];
    ring[slot(first++)] = null;
    bytes -= oldest.bytes();
    forgotten = oldest.revision();
  }

  private static int slot(long position) {
    return (int) (position % CAPACITY);
  }
}
