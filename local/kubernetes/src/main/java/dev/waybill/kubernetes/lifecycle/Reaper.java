package dev.waybill.kubernetes.lifecycle;

import dev.waybill.kubernetes.error.ApiException;
import dev.waybill.kubernetes.object.DeleteOptions;
import dev.waybill.kubernetes.object.Metadata;
import dev.waybill.kubernetes.object.ObjectRemover;
import dev.waybill.kubernetes.object.Target;
import dev.waybill.kubernetes.resource.Catalog;
import dev.waybill.kubernetes.resource.Propagation;
import dev.waybill.kubernetes.store.Change;
import dev.waybill.kubernetes.store.ObjectKey;
import dev.waybill.kubernetes.store.ObjectStore;
import dev.waybill.kubernetes.store.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what has outlived its time: ended Jobs each at its own, old events now and then, for
 * there may be too many of them to remember each.
 */
public final class Reaper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);
  private static final String JOBS = "batch/jobs";
  private static final String EVENTS = "/events";
  private static final Duration EVENTS_EVERY = Duration.ofMinutes(10);

  private final ObjectStore store;
  private final Catalog catalog;
  private final ObjectRemover remover;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("kubernetes-reaper").factory());

  public Reaper(ObjectStore store, Catalog catalog, ObjectRemover remover) {
    this.store = store;
    this.catalog = catalog;
    this.remover = remover;
  }

  /** Looks at all there is, then follows what comes. */
  public void start() {
    store.listen(this::changed);
    try (var jobs = store.snapshot(JOBS, "")) {
      for (var found = jobs.next(); found.isPresent(); found = jobs.next()) {
        schedule(found.get().key(), found.get().object());
      }
    }
    long every = EVENTS_EVERY.toSeconds();
    clock.scheduleWithFixedDelay(this::reapEvents, 0, every, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void changed(Change change) {
    if (!change.deleted() && change.key().resource().equals(JOBS)) {
      schedule(change.key(), change.current());
    }
  }

  private void schedule(ObjectKey key, StoredObject object) {
    Optional<Instant> end = Expiry.of(key.resource(), object.tree());
    if (end.isEmpty()) {
      return;
    }
    long millis = Math.max(0, Duration.between(Instant.now(), end.get()).toMillis());
    try {
      clock.schedule(() -> reap(key), millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("{} outlives this process", key.path());
    }
  }

  private void reapEvents() {
    List<ObjectKey> due = new ArrayList<>();
    try (var events = store.snapshot(EVENTS, "")) {
      for (var found = events.next(); found.isPresent(); found = events.next()) {
        if (due(found.get().key(), found.get().object())) {
          due.add(found.get().key());
        }
      }
    }
    due.forEach(this::reap);
  }

  // What is due may have changed since it was found so: it is looked at again.
  private void reap(ObjectKey key) {
    try {
      Optional<StoredObject> found = store.get(key).filter(object -> due(key, object));
      if (found.isPresent()) {
        String uid = Metadata.uid(found.get().tree());
        var options = new DeleteOptions(uid, 0, Propagation.Foreground, false);
        target(key).ifPresent(target -> remover.delete(target, options));
      }
    } catch (ApiException e) {
      LOG.debug("{} goes otherwise: {}", key.path(), e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("could not remove {}", key.path(), e);
    }
  }

  private static boolean due(ObjectKey key, StoredObject object) {
    return Expiry.of(key.resource(), object.tree())
        .filter(end -> !end.isAfter(Instant.now()))
        .isPresent();
  }

  private Optional<Target> target(ObjectKey key) {
    return catalog
        .findStored(key.resource())
        .map(type -> new Target(type, key.namespace(), key.name(), false));
  }
}
