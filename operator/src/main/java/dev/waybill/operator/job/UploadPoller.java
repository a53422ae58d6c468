package dev.waybill.operator.job;

import dev.waybill.operator.job.Findings.Trouble;
import dev.waybill.operator.job.Findings.Upload;
import dev.waybill.operator.pod.StoreTrouble;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.StoreException;
import dev.waybill.storage.text.DisplayText;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for uploads, every job on its own schedule and all within one budget. A look that changes
 * nothing wakes nobody.
 */
final class UploadPoller implements AutoCloseable {
  /**
   * @param since when waiting began
   * @param deadline when it ends; not later than {@code since}: one look is enough
   * @param hint what the gateway saw; null: nothing
   * @param notBefore what lay there earlier is not this job's
   */
  record Watch(
      JobRef job,
      ObjectRef place,
      Instant since,
      Instant deadline,
      String hint,
      Instant notBefore) {}

  private static final Logger LOG = LoggerFactory.getLogger(UploadPoller.class);
  private static final int THREADS = 4;

  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("poller-", 0).factory());
  private final Map<String, Watch> watches = new ConcurrentHashMap<>();
  private final ObjectStore store;
  private final HeadBudget budget;
  private final Clock clock;
  private final FindingsBoard board;
  private final Consumer<ResourceID> wake;
  private final Runnable counter;

  UploadPoller(
      ObjectStore store,
      HeadBudget budget,
      Clock clock,
      FindingsBoard board,
      Consumer<ResourceID> wake,
      Runnable counter) {
    this.store = store;
    this.budget = budget;
    this.clock = clock;
    this.board = board;
    this.wake = wake;
    this.counter = counter;
  }

  /** Looks at once for a job that is new, or whose hint is; else its schedule goes on. */
  void watch(Watch watch) {
    Watch before = watches.get(watch.job().uid());
    if (before == null || !Objects.equals(before.hint(), watch.hint())) {
      watches.put(watch.job().uid(), watch);
      lookAt(clock.instant(), watch);
    }
  }

  void forget(JobRef job) {
    watches.remove(job.uid());
  }

  @Override
  public void close() {
    watches.clear();
    threads.shutdownNow();
  }

  private void lookAt(Instant time, Watch watch) {
    if (threads.isShutdown()) {
      return;
    }
    Duration delay = Duration.between(clock.instant(), time);
    threads.schedule(() -> waitForTurn(watch), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void waitForTurn(Watch watch) {
    if (watches.get(watch.job().uid()) == watch) {
      Duration delay = Duration.between(clock.instant(), budget.take(clock.instant()));
      threads.schedule(() -> look(watch), delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void look(Watch watch) {
    if (watches.get(watch.job().uid()) != watch) {
      return;
    }
    counter.run();
    Instant now = clock.instant();
    try {
      seen(watch, now, store.head(watch.place()));
    } catch (StoreException e) {
      trouble(watch, StoreTrouble.of(e).reason(), "object store: " + e.getMessage(), now);
    } catch (RuntimeException | Error e) {
      LOG.error("job {}: looking for its upload failed", watch.job().name(), e);
      trouble(watch, "InternalError", "internal error, tried again", now);
    }
  }

  private void seen(Watch watch, Instant now, Optional<ObjectInfo> there) {
    Optional<ObjectInfo> object = there.filter(found -> found.writtenSince(watch.notBefore()));
    boolean last = object.isPresent() || !now.isBefore(watch.deadline());
    if (last) {
      watches.remove(watch.job().uid(), watch);
    } else {
      lookAt(PollSchedule.next(watch.since(), now, watch.deadline()), watch);
    }
    boolean older = there.isPresent() && object.isEmpty();
    Upload upload = new Upload(object.orElse(null), older, now);
    tell(watch.job(), last, findings -> findings.withUpload(upload).withTrouble(null));
  }

  private void trouble(Watch watch, String reason, String message, Instant now) {
    Instant again = now.plus(Duration.ofSeconds(10));
    Trouble trouble = new Trouble(reason, DisplayText.of(message), 1, again);
    lookAt(again, watch);
    tell(watch.job(), false, findings -> findings.withTrouble(trouble));
  }

  private void tell(JobRef job, boolean news, UnaryOperator<Findings> change) {
    List<Object> before = told(board.of(job));
    board.update(job, change);
    if (news || !before.equals(told(board.of(job)))) {
      wake.accept(job.resource());
    }
  }

  /** What of it is shown to somebody. */
  private static List<Object> told(Findings findings) {
    return List.of(
        findings.trouble() == null ? "" : findings.trouble().message(),
        findings.upload() != null && findings.upload().older());
  }
}
