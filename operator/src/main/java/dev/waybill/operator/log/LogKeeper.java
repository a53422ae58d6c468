package dev.waybill.operator.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.crds.FileSlice;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.StoreException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts logs into the store, a few at a time, off the reconcile threads. Who wants a log asks until
 * it is told that it is kept: what does not fit into the queue, or fails, is tried again when it is
 * asked for again. A log that cannot be read is lost after a few tries, and its place says why; a
 * store, or an API server, that is away or refuses is waited for as long as a job's own steps wait.
 */
public final class LogKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogKeeper.class);
  private static final int THREADS = 4;
  private static final int QUEUE = 1000;

  /** That fail on the log itself: after them its place says why it is lost. */
  private static final int READ_TRIES = 3;

  /** A log rests between two tries, for this part of the time that it has waited. */
  private static final int PAUSE_OF_AGE = 4;

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** With an API server that says that it has a fault: as a rule it did not reach the node. */
  private static final Duration NODE_PATIENCE = Duration.ofMinutes(10);

  private static final String TEXT = "text/plain; charset=utf-8";

  private final KubernetesClient client;
  private final ObjectStore store;
  private final String bucket;
  private final MeterRegistry meters;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE),
          Thread.ofPlatform().daemon().name("logs-", 0).factory());
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("logs-clock").factory());
  private final PodLogReader reader;
  private final Duration patience;

  /** By key of the log. */
  private final Map<String, Tries> tries = new ConcurrentHashMap<>();

  /**
   * What was tried for a log.
   *
   * @param since when it was first asked for, by {@link System#nanoTime()}
   * @param age when the last try ended, in nanoseconds after that
   * @param faulty when the API server first had a fault of its own that it still has, like the age;
   *     negative: it has none
   * @param unread tries that failed on the log, and not on the store or the API server
   * @param onItsWay whether one has not ended yet
   */
  private record Tries(long since, long age, long faulty, int unread, boolean onItsWay) {
    private static final long NO_FAULT = -1;

    private static Tries none() {
      return new Tries(System.nanoTime(), 0, NO_FAULT, 0, false);
    }

    private Tries next() {
      return new Tries(since, age, faulty, unread, true);
    }

    private Tries failed(boolean onTheLog, boolean fault) {
      long now = System.nanoTime() - since;
      long first = faulty == NO_FAULT ? now : faulty;
      return new Tries(since, now, fault ? first : NO_FAULT, onTheLog ? unread + 1 : unread, false);
    }

    /** Trouble that has lasted may last on: it is not asked every two seconds of a day. */
    private boolean rests() {
      long pause = Math.min(age / PAUSE_OF_AGE, LONGEST_PAUSE.toNanos());
      return onItsWay || System.nanoTime() - since < age + pause;
    }

    private boolean lastOfReading() {
      return unread + 1 >= READ_TRIES;
    }

    private boolean lastOf(KubernetesClientException refusal) {
      return fault(refusal)
          && faulty != NO_FAULT
          && System.nanoTime() - since - faulty >= NODE_PATIENCE.toNanos();
    }

    private boolean enough(Duration patience) {
      return unread >= READ_TRIES || age >= patience.toNanos();
    }
  }

  /**
   * @param bucket that attempts write to
   * @param bytes of a log that are kept, its end
   * @param patience with a store or an API server that is in the way
   */
  public LogKeeper(
      KubernetesClient client,
      ObjectStore store,
      String bucket,
      int bytes,
      Duration patience,
      MeterRegistry meters) {
    this.client = client;
    this.store = store;
    this.bucket = bucket;
    this.patience = patience;
    this.meters = meters;
    reader = new PodLogReader(client, bytes, clock);
    Gauge.builder("waybill.operator.logs.queued", () -> threads.getQueue().size()).register(meters);
  }

  /** Returns at once; does nothing while the same log is on its way, or rests after a try. */
  public void keep(WantedLog log) {
    Tries before = tries.computeIfAbsent(log.key(), key -> Tries.none());
    Tries begun = before.next();
    if (before.rests() || !tries.replace(log.key(), before, begun)) {
      return;
    }
    try {
      threads.execute(() -> attempt(log, begun));
    } catch (RejectedExecutionException e) {
      // full, or stopping: asked for again, and no try of the log's
      tries.replace(log.key(), begun, before);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    clock.shutdownNow();
  }

  private void attempt(WantedLog log, Tries begun) {
    try {
      String outcome = store(log, begun);
      meters.counter("waybill.operator.logs", "outcome", outcome).increment();
      done(log);
    } catch (StoreException | KubernetesClientException e) {
      if (begun.age() == 0) {
        LOG.info("log {} not kept yet: {}", log.key(), e.getMessage());
      }
      failed(log, begun.failed(false, fault(e)));
    } catch (IOException e) {
      LOG.info("log {} not read yet: {}", log.key(), e.getMessage());
      failed(log, begun.failed(true, false));
    } catch (RuntimeException | Error e) {
      LOG.error("log {} not kept", log.key(), e);
      failed(log, begun.failed(true, false));
    }
  }

  private static boolean fault(RuntimeException error) {
    return error instanceof KubernetesClientException refusal
        && refusal.getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR;
  }

  private void failed(WantedLog log, Tries failed) {
    if (!failed.enough(patience)) {
      tries.put(log.key(), failed);
      return;
    }
    LOG.warn("log {} is lost", log.key());
    meters.counter("waybill.operator.logs", "outcome", "lost").increment();
    done(log);
  }

  private void done(WantedLog log) {
    tries.remove(log.key());
    log.kept().run();
  }

  private String store(WantedLog log, Tries begun) throws IOException {
    ObjectRef place = ObjectRef.of(bucket, log.key());
    if (store.head(place).isPresent()) {
      return "own";
    }
    byte[] content;
    String outcome = "kept";
    try {
      content = reader.read(log);
    } catch (PodLogReader.Lost e) {
      content = lost(e.getMessage());
      outcome = "lost";
    } catch (IOException e) {
      if (!begun.lastOfReading()) {
        throw e;
      }
      content = lost(e.getMessage());
      outcome = "lost";
    } catch (KubernetesClientException e) {
      if (!begun.lastOf(e)) {
        throw e;
      }
      content = lost("its node is not reached");
      outcome = "lost";
    }
    store.put(place, content, TEXT);
    takeBackFromNobody(log);
    return outcome;
  }

  private static byte[] lost(String why) {
    return ("log lost: " + why + "\n").getBytes(UTF_8);
  }

  /**
   * A job's data may have been removed meanwhile, and what is written now would stay for ever.
   * Slices go before data does: while one lives, or the manifest that replaces it, its data does.
   */
  private void takeBackFromNobody(WantedLog log) {
    boolean lives =
        client.resources(FileSlice.class).inNamespace(log.namespace()).withName(log.slice()).get()
            != null;
    if (!lives && store.head(ObjectRef.of(bucket, log.keys().manifest())).isEmpty()) {
      store.delete(bucket, List.of(log.key()));
    }
  }
}
