package dev.waybill.gateway.jobs;

import dev.waybill.gateway.http.LiveText;
import dev.waybill.gateway.http.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The streams that go on until somebody ends them: so many of a principal, each for so long. */
final class FollowedLogs implements AutoCloseable {
  static final int AT_ONCE = 8;

  private static final Logger LOG = LoggerFactory.getLogger(FollowedLogs.class);

  private final Duration longest;
  private final ConcurrentHashMap<String, Integer> counts = new ConcurrentHashMap<>();
  private final Set<Followed> open = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofVirtual().name("followed-logs").factory());

  FollowedLogs(Duration longest) {
    this.longest = longest;
    timer.setRemoveOnCancelPolicy(true);
  }

  /**
   * @param log opened only where there is a place for it
   * @throws Refusal 429 where the principal has as many as it may
   */
  Optional<InputStream> open(String principal, Supplier<Optional<InputStream>> log) {
    if (counts.merge(principal, 1, Integer::sum) > AT_ONCE) {
      release(principal);
      throw Refusal.tooMany("Too many logs of running files at once", placeIn(principal));
    }
    Optional<InputStream> content = Optional.empty();
    try {
      content = log.get();
      return content.map(in -> new Followed(in, principal));
    } finally {
      if (content.isEmpty()) {
        release(principal);
      }
    }
  }

  /** When one of its logs will have been followed for as long as any may be. */
  private Duration placeIn(String principal) {
    return open.stream()
        .filter(log -> log.principal.equals(principal))
        .map(log -> Duration.ofMillis(Math.max(0, log.end.getDelay(TimeUnit.MILLISECONDS))))
        .min(Comparator.naturalOrder())
        .orElse(longest);
  }

  private void release(String principal) {
    counts.computeIfPresent(principal, (key, count) -> count == 1 ? null : count - 1);
  }

  @Override
  public void close() {
    open.forEach(Followed::end);
    timer.shutdownNow();
  }

  /** Ends for its reader, rather than fails, when it is closed by another. */
  private final class Followed extends LiveText {
    private final String principal;
    private final ScheduledFuture<?> end;
    private final AtomicBoolean ended = new AtomicBoolean();

    Followed(InputStream in, String principal) {
      super(in);
      this.principal = principal;
      this.end = timer.schedule(this::end, longest.toMillis(), TimeUnit.MILLISECONDS);
      open.add(this);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return ended.get() ? -1 : super.read(into, offset, length);
      } catch (IOException e) {
        if (ended.get()) {
          return -1;
        }
        throw e;
      }
    }

    private void end() {
      if (ended.compareAndSet(false, true)) {
        end.cancel(false);
        open.remove(this);
        release(principal);
        try {
          in.close();
        } catch (IOException e) {
          LOG.debug("A log was not closed", e);
        }
      }
    }

    @Override
    public void close() {
      end();
    }
  }
}
