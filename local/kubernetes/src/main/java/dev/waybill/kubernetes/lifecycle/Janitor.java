package dev.waybill.kubernetes.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.crd.DefinitionRules;
import dev.waybill.kubernetes.crd.Definitions;
import dev.waybill.kubernetes.error.ApiException;
import dev.waybill.kubernetes.object.Metadata;
import dev.waybill.kubernetes.object.ObjectRemover;
import dev.waybill.kubernetes.object.ObjectWriter;
import dev.waybill.kubernetes.resource.Catalog;
import dev.waybill.kubernetes.store.Change;
import dev.waybill.kubernetes.store.ObjectKey;
import dev.waybill.kubernetes.store.ObjectStore;
import dev.waybill.kubernetes.store.StoredObject;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what has lost its reason to be: objects whose owners are gone, what lies in a namespace
 * that is being deleted, the objects of a definition that is.
 */
public final class Janitor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);
  private static final String NAMESPACES = "/namespaces";

  // Nothing is ever owned by one, and there may be very many.
  private static final String EVENTS = "/events";

  private final ObjectStore store;
  private final Sweeper sweeper;
  private final Ownership ownership = new Ownership();
  private final LinkedBlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
  private Thread thread;
  private volatile boolean closed;

  public Janitor(ObjectStore store, Catalog catalog, ObjectWriter writer, ObjectRemover remover) {
    this.store = store;
    this.sweeper = new Sweeper(store, catalog, writer, remover, ownership);
  }

  /** Looks at all there is, then follows what comes. */
  public void start() {
    store.listen(this::changed);
    try (var all = store.everything()) {
      for (var found = all.next(); found.isPresent(); found = all.next()) {
        present(found.get().key(), found.get().object());
      }
    }
    thread = Thread.ofVirtual().name("kubernetes-janitor").start(this::work);
  }

  /**
   * Lets the removal under way come to its end. Not by an interrupt: what it calls may swallow
   * that, and the next wait would be for ever.
   */
  @Override
  public void close() {
    closed = true;
    work.add(() -> {});
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void changed(Change change) {
    ObjectKey key = change.key();
    if (!change.deleted()) {
      present(key, change.current());
      return;
    }
    ObjectNode object = change.current().tree();
    ownership.remove(key, object);
    Ownership.owners(object).forEach(uid -> work.add(() -> sweeper.dependentGone(uid)));
    work.add(() -> sweeper.ownerGone(Metadata.uid(object)));
    if (!key.namespace().isEmpty()) {
      work.add(() -> sweeper.emptyNamespace(key.namespace()));
    }
    work.add(() -> sweeper.emptyDefinition(key.resource()));
  }

  private void present(ObjectKey key, StoredObject stored) {
    if (key.resource().equals(EVENTS)) {
      return;
    }
    ObjectNode object = stored.tree();
    ownership.put(key, object).forEach(uid -> work.add(() -> sweeper.dependentGone(uid)));
    if (ownership.abandoned(object)) {
      work.add(() -> sweeper.settle(key));
    }
    if (!Metadata.deleting(object)) {
      return;
    }
    if (key.resource().equals(NAMESPACES)) {
      work.add(() -> sweeper.emptyNamespace(key.name()));
    } else if (key.resource().equals(Definitions.RESOURCE)
        && sweeper.holds(object, DefinitionRules.CLEANUP)) {
      work.add(() -> sweeper.emptyDefinition(sweeper.defined(object)));
    }
    if (sweeper.holds(object, ObjectRemover.ORPHAN)
        || sweeper.holds(object, ObjectRemover.FOREGROUND)) {
      work.add(() -> sweeper.ownerGoing(key));
    }
  }

  private void work() {
    while (!closed) {
      try {
        work.take().run();
      } catch (InterruptedException e) {
        return;
      } catch (ApiException e) {
        LOG.debug("nothing to remove: {}", e.getMessage());
      } catch (RuntimeException e) {
        LOG.error("could not remove what should go", e);
      }
    }
  }
}
