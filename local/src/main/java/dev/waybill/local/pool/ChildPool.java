package dev.waybill.local.pool;

import java.io.IOException;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The children and the queue before them. A child is reused until it has served {@link
 * #TASKS_PER_CHILD} tasks, for parsers leak; a killed one is replaced.
 */
public final class ChildPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChildPool.class);
  private static final int TASKS_PER_CHILD = 200;

  private final List<String> command;
  private final ExecutorService threads;
  private final Deque<Child> idle = new ConcurrentLinkedDeque<>();
  private final Set<Child> children = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param size how many children run at once
   */
  public ChildPool(int size, List<String> command) {
    this.command = command;
    this.threads =
        Executors.newFixedThreadPool(size, Thread.ofPlatform().daemon().name("pool-", 0).factory());
  }

  /** What a task's owner is told, from the pool's threads; nothing more once the pool is closed. */
  public interface Listener {
    void started();

    void line(String text);

    void ended(Ended ended);
  }

  /** Queues a task; it starts when a child is free. */
  public Run submit(Task task, Listener listener) {
    Run run = new Run();
    try {
      threads.execute(() -> serve(run, task, listener));
    } catch (RejectedExecutionException e) {
      LOG.debug("closed, {} is not run", task);
    }
    return run;
  }

  /** Starts the first child before it is needed, for a JVM takes its time. */
  public void warm() {
    threads.execute(
        () -> {
          try {
            idle.push(start());
          } catch (IOException e) {
            LOG.warn("no worker process could be started", e);
          }
        });
  }

  private void serve(Run run, Task task, Listener listener) {
    if (closed || run.killed) {
      return;
    }
    Ended ended;
    Child child = null;
    try {
      child = take();
      ended = run.on(child, task, listener);
      giveBack(child);
    } catch (RuntimeException | Error e) {
      LOG.error("{} could not be followed to its end", task, e);
      drop(child);
      ended = new Ended(1, "the worker could not be followed to its end", Ended.Cause.EXIT);
    } catch (IOException e) {
      LOG.warn("no worker process could be started", e);
      ended = new Ended(1, "the worker could not be started", Ended.Cause.EXIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (!closed) {
      listener.ended(ended);
    }
  }

  private Child take() throws IOException {
    for (Child child = idle.poll(); child != null; child = idle.poll()) {
      if (child.fit(TASKS_PER_CHILD)) {
        return child;
      }
      children.remove(child);
    }
    return start();
  }

  private Child start() throws IOException {
    Child child = Child.start(command);
    children.add(child);
    if (closed) {
      child.kill();
    }
    return child;
  }

  private void giveBack(Child child) {
    if (child.fit(TASKS_PER_CHILD)) {
      idle.push(child);
    } else {
      drop(child);
    }
  }

  private void drop(Child child) {
    if (child != null) {
      child.kill();
      children.remove(child);
    }
  }

  /** Kills what runs and forgets what waits. */
  @Override
  public void close() {
    closed = true;
    threads.shutdownNow();
    children.forEach(Child::kill);
  }

  /** A task's place in the pool. */
  public static final class Run {
    private Child child;
    private volatile boolean killed;

    private Ended on(Child mine, Task task, Listener listener) throws InterruptedException {
      synchronized (this) {
        if (killed) {
          return Ended.killed();
        }
        child = mine;
      }
      listener.started();
      Ended ended = mine.run(task, listener::line);
      synchronized (this) {
        child = null;
      }
      return ended;
    }

    /** Ends the task at once; one that waits never starts and its listener hears nothing. */
    public synchronized void kill() {
      killed = true;
      if (child != null) {
        child.kill();
      }
    }
  }
}
