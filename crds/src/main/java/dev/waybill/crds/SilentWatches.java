package dev.waybill.crds;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a watch on which nothing was heard for too long; its client then goes on with a new one,
 * from where it was. An API server tells every watch about once a minute how far it has come (a
 * bookmark, which the client always asks for): a silent one has likely lost its other end without a
 * word, as behind a balancer that forgot the connection, and all that was cached by it would stand
 * still until the watch's own time is over, up to ten minutes. Where a server has nothing to tell
 * for so long, a new watch costs it one request. One that was never answered is not seen here.
 */
final class SilentWatches implements Interceptor {
  /** Of one watch, when there should have been three bookmarks. */
  static final Duration LONGEST = Duration.ofMinutes(3);

  private static final Logger LOG = LoggerFactory.getLogger(SilentWatches.class);

  private final long longest;
  private final LongSupplier clock;

  /** When something was last heard on it, by open watch; of the clock. */
  private final Map<AsyncBody, Long> heard = new ConcurrentHashMap<>();

  /**
   * @param longest silence that is borne
   * @param clock as {@link System#nanoTime}
   */
  SilentWatches(Duration longest, LongSupplier clock) {
    this.longest = longest.toNanos();
    this.clock = clock;
  }

  @Override
  public AsyncBody.Consumer<List<ByteBuffer>> consumer(
      AsyncBody.Consumer<List<ByteBuffer>> next, HttpRequest request) {
    if (!WatchEvents.watches(request)) {
      return next;
    }
    return (chunks, body) -> {
      heard.replace(body, clock.getAsLong());
      next.consume(chunks, body);
    };
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    if (WatchEvents.watches(request) && response.body() instanceof AsyncBody body) {
      heard.put(body, clock.getAsLong());
      body.done().whenComplete((ended, failed) -> heard.remove(body));
      lookAgain(request, body, longest);
    }
  }

  private void lookAgain(HttpRequest request, AsyncBody body, long nanos) {
    CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS)
        .execute(() -> look(request, body));
  }

  private void look(HttpRequest request, AsyncBody body) {
    Long last = heard.get(body);
    if (last == null) {
      return;
    }
    long left = longest - (clock.getAsLong() - last);
    if (left > 0) {
      lookAgain(request, body, left);
      return;
    }
    LOG.info("nothing heard on the watch of {}: watched anew", request.uri().getPath());
    body.cancel();
  }
}
