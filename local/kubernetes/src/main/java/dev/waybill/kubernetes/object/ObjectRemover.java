package dev.waybill.kubernetes.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.resource.Propagation;
import dev.waybill.kubernetes.store.ObjectStore;
import dev.waybill.kubernetes.store.StoreConflict;
import dev.waybill.kubernetes.store.StoredObject;

/** Deletes objects, at once or, where finalizers hold them back, by marking them. */
public final class ObjectRemover {
  /** What keeps an owner until its dependents have been set free. */
  public static final String ORPHAN = "orphan";

  /** What keeps an owner until its dependents are gone. */
  public static final String FOREGROUND = "foregroundDeletion";

  private static final int TRIES = 100;
  private final ObjectStore store;

  public ObjectRemover(ObjectStore store) {
    this.store = store;
  }

  /**
   * Deletes one object.
   *
   * @return its last state if it is gone, else its state as marked
   * @throws dev.waybill.kubernetes.error.ApiException if it is not there or not the expected one
   */
  public Removal delete(Target target, DeleteOptions options) {
    for (int left = TRIES; ; left--) {
      try {
        return tryDelete(target, options);
      } catch (StoreConflict e) {
        if (left == 1) {
          throw target.stale();
        }
      }
    }
  }

  private Removal tryDelete(Target target, DeleteOptions options) throws StoreConflict {
    StoredObject before = store.get(target.key()).orElseThrow(target::notFound);
    ObjectNode object = before.tree();
    demand(target, options, before, object);
    boolean marked = Metadata.deleting(object);
    addFinalizer(target, options, object);
    boolean free = Deletions.free(object);
    if (options.dryRun() || (marked && !free)) {
      return new Removal(object, free);
    }
    if (free) {
      return new Removal(store.remove(target.key(), before.revision(), object).tree(), true);
    }
    mark(object);
    target.type().rules().beforeUpdate(object, before.tree());
    return new Removal(store.put(target.key(), before.revision(), object).tree(), false);
  }

  private static void demand(
      Target target, DeleteOptions options, StoredObject before, ObjectNode object) {
    String uid = Metadata.uid(object);
    if (!options.uid().isEmpty() && !options.uid().equals(uid)) {
      throw target.conflict(
          "Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(options.uid(), uid));
    }
    if (options.revision() != 0 && options.revision() != before.revision()) {
      throw target.conflict(
          "Precondition failed: ResourceVersion in precondition: %d, ResourceVersion in object"
                  .formatted(options.revision())
              + " meta: "
              + before.revision());
    }
  }

  private static void addFinalizer(Target target, DeleteOptions options, ObjectNode object) {
    Propagation wished = options.propagation();
    Propagation propagation = wished == null ? target.type().rules().defaultPropagation() : wished;
    if (Metadata.deleting(object) || propagation == Propagation.Background) {
      return;
    }
    String finalizer = propagation == Propagation.Orphan ? ORPHAN : FOREGROUND;
    Metadata.of(object).withArray("finalizers").add(finalizer);
  }

  private static void mark(ObjectNode object) {
    ObjectNode metadata = Metadata.of(object);
    metadata.put("deletionTimestamp", Metadata.now()).put("deletionGracePeriodSeconds", 0);
    if (metadata.has("generation")) {
      metadata.put("generation", metadata.get("generation").asLong() + 1);
    }
  }

  /**
   * What a deletion did.
   *
   * @param object the object's last state
   * @param gone false while finalizers hold it back
   */
  public record Removal(ObjectNode object, boolean gone) {}
}
