package dev.waybill.local.job;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys to be looked at, one at a time, each at most once in the queue; a failure is tried again.
 */
final class WorkQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkQueue.class);
  private static final long RETRY_MILLIS = 500;

  private final Set<String> waiting = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread;
  private final Consumer<String> work;

  WorkQueue(String name, Consumer<String> work) {
    this.work = work;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name).factory());
  }

  void add(String key) {
    schedule(key, 0);
  }

  private void schedule(String key, long delayMillis) {
    if (!waiting.add(key)) {
      return;
    }
    try {
      thread.schedule(() -> run(key), delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("closed, {} is not looked at", key);
    }
  }

  private void run(String key) {
    waiting.remove(key);
    try {
      work.accept(key);
    } catch (RuntimeException e) {
      LOG.warn("{} is tried again", key, e);
      schedule(key, RETRY_MILLIS);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
