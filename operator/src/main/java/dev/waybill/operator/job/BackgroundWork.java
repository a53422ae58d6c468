package dev.waybill.operator.job;

import dev.waybill.operator.job.Findings.Trouble;
import dev.waybill.operator.pod.StoreTrouble;
import dev.waybill.storage.StoreException;
import dev.waybill.storage.text.DisplayText;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what must not run on a reconcile thread: one piece at a time for each job, few at a time in
 * all. What a piece finds out goes to the board, and the job's reconciler is woken.
 */
final class BackgroundWork implements AutoCloseable {
  /** A piece of work; may throw, and is then tried again after a pause. */
  interface Piece {
    UnaryOperator<Findings> run() throws Exception;
  }

  /** Something that is awaited, and no failure; the message says what. */
  static final class NotYet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotYet(String message) {
      super(message);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(BackgroundWork.class);
  private static final int THREADS = 8;

  /** Many jobs may be deleted at once, each with tens of thousands of objects. */
  private static final int REMOVAL_THREADS = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final ThreadPoolExecutor threads = threads(THREADS, "work-");

  /** Their own: jobs that go on do not stand behind those that go. */
  private final ThreadPoolExecutor removals = threads(REMOVAL_THREADS, "removal-");

  private final FindingsBoard board;
  private final Clock clock;
  private final Consumer<ResourceID> wake;

  BackgroundWork(FindingsBoard board, Clock clock, Consumer<ResourceID> wake) {
    this.board = board;
    this.clock = clock;
    this.wake = wake;
  }

  private static ThreadPoolExecutor threads(int number, String name) {
    return new ThreadPoolExecutor(
        number,
        number,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        Thread.ofPlatform().daemon().name(name, 0).factory());
  }

  /** Does nothing while another piece of the same job is on its way. */
  void submit(JobRef job, Piece piece) {
    submit(threads, job, piece);
  }

  /** The same of work for a job that has ended. */
  void submitRemoval(JobRef job, Piece piece) {
    submit(removals, job, piece);
  }

  private void submit(ThreadPoolExecutor on, JobRef job, Piece piece) {
    if (board.begin(job)) {
      on.execute(() -> run(job, piece));
    }
  }

  /** Pieces that wait for a thread; no more than one for each job. */
  int queued() {
    return threads.getQueue().size() + removals.getQueue().size();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    removals.shutdownNow();
    try {
      if (!ended(threads) || !ended(removals)) {
        LOG.warn("work still runs after {}", PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean ended(ThreadPoolExecutor threads) throws InterruptedException {
    return threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run(JobRef job, Piece piece) {
    UnaryOperator<Findings> found;
    try {
      UnaryOperator<Findings> result = piece.run();
      found = findings -> result.apply(findings).withTrouble(null);
    } catch (Exception | Error e) {
      // an Error, too, must not leave the job busy for ever
      String reason = reason(e);
      String message = message(job, e);
      found = findings -> findings.withTrouble(next(findings.trouble(), reason, message));
    }
    UnaryOperator<Findings> change = found;
    board.update(job, findings -> change.apply(findings).withBusy(false));
    wake.accept(job.resource());
  }

  private Trouble next(Trouble last, String reason, String message) {
    int failures = last == null ? 1 : last.failures() + 1;
    Duration pause = Duration.ofSeconds(1L << Math.min(failures - 1, 5));
    pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    return new Trouble(reason, message, failures, clock.instant().plus(pause));
  }

  private static String reason(Throwable trouble) {
    return switch (trouble) {
      case NotYet _ -> "NotYet";
      case StoreException e -> StoreTrouble.of(e).reason();
      case KubernetesClientException e ->
          e.getCode() >= 400 && e.getCode() < 500 ? "KubernetesRefused" : "KubernetesUnavailable";
      default -> "InternalError";
    };
  }

  private static String words(KubernetesClientException e) {
    if (e.getCode() <= 0) {
      return "no answer";
    }
    boolean told = e.getStatus() != null && e.getStatus().getMessage() != null;
    return told ? e.getStatus().getMessage() : "answered " + e.getCode();
  }

  private static String message(JobRef job, Throwable trouble) {
    return switch (trouble) {
      case NotYet e -> e.getMessage();
      case StoreException e -> DisplayText.of("object store: " + e.getMessage());
      case KubernetesClientException e -> {
        LOG.warn("job {}: Kubernetes API", job.name(), e);
        yield DisplayText.of("Kubernetes API: " + words(e));
      }
      default -> {
        LOG.error("job {}: work failed", job.name(), trouble);
        yield "internal error, tried again";
      }
    };
  }
}
