package dev.waybill.worker.extract;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gives a parser a thread of its own and a limited time: some documents never end. */
final class Watchdog {
  /** Deeply nested documents recurse; 8 MiB is what a main thread has. */
  private static final long STACK_BYTES = 8L << 20;

  private Watchdog() {}

  /**
   * @throws Unprocessable when the time is over
   * @throws ExecutionException with what the work threw
   */
  static <T> T run(Duration limit, Callable<T> work)
      throws Unprocessable, ExecutionException, InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread =
        Thread.ofPlatform().daemon().name("parser").stackSize(STACK_BYTES).unstarted(task);
    thread.start();
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new Unprocessable("processing took longer than " + inWords(limit), true);
    } finally {
      task.cancel(true);
    }
  }

  private static String inWords(Duration limit) {
    return limit.compareTo(Duration.ofSeconds(1)) < 0
        ? limit.toMillis() + " ms"
        : limit.toSeconds() + " s";
  }
}
