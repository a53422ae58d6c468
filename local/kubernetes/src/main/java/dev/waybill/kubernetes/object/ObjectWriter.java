package dev.waybill.kubernetes.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.error.ApiException;
import dev.waybill.kubernetes.error.FieldError;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.resource.ResourceType;
import dev.waybill.kubernetes.store.ObjectKey;
import dev.waybill.kubernetes.store.ObjectStore;
import dev.waybill.kubernetes.store.StoreConflict;
import dev.waybill.kubernetes.store.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Creates and changes objects. Bodies and results are in the form that the type serves. */
public final class ObjectWriter {
  private static final int GENERATED_NAME_TRIES = 8;
  private static final int PATCH_TRIES = 100;

  private final ObjectStore store;
  private final NamespaceGate namespaces;

  public ObjectWriter(ObjectStore store) {
    this.store = store;
    this.namespaces = new NamespaceGate(store);
  }

  /**
   * Creates an object.
   *
   * @param dryRun does all but the write
   * @throws ApiException if the object is refused or its name taken
   */
  public ObjectNode create(ResourceType type, String namespace, ObjectNode body, boolean dryRun) {
    Identity.check(type, namespace, "", body);
    if (!Json.text(body, "metadata", "resourceVersion").isEmpty()) {
      throw ApiException.badRequest("resourceVersion should not be set on objects to be created");
    }
    namespaces.admit(type, namespace);
    boolean generated = Metadata.name(body).isEmpty();
    for (int left = generated ? GENERATED_NAME_TRIES : 1; ; left--) {
      ObjectNode object = prepared(type, namespace, body.deepCopy());
      ObjectKey key = new ObjectKey(type.stored(), namespace, Metadata.name(object));
      try {
        return served(type, dryRun ? rehearse(key, object) : store.put(key, 0, object).tree());
      } catch (StoreConflict e) {
        if (left == 1) {
          throw ApiException.alreadyExists(type.group(), type.plural(), key.name());
        }
      }
    }
  }

  /**
   * Replaces an object, or its status alone.
   *
   * @throws ApiException if it is refused, is not there, or has changed since it was read
   */
  public ObjectNode replace(Target target, ObjectNode body, boolean dryRun) {
    ResourceType type = target.type();
    Identity.check(type, target.namespace(), target.name(), body);
    Optional<StoredObject> found = store.get(target.key());
    if (found.isEmpty() && type.rules().createOnUpdate() && !target.status()) {
      Metadata.of(body).remove("resourceVersion");
      return create(type, target.namespace(), body, dryRun);
    }
    if (Revisions.asked(body) == 0 && !type.rules().unconditionalUpdate()) {
      throw ApiException.invalid(
          type.group(),
          type.kind(),
          target.name(),
          List.of(
              new FieldError(
                  "FieldValueInvalid",
                  "metadata.resourceVersion",
                  "Invalid value: 0x0: must be specified for an update")));
    }
    return change(target, old -> body.deepCopy(), Revisions.asked(body) == 0, dryRun);
  }

  /**
   * Changes an object by what it is at that moment; tried again when another writer was faster.
   *
   * @param patch from the served object to the one wished
   * @throws ApiException if the result is refused or the object is not there
   */
  public ObjectNode patch(Target target, UnaryOperator<ObjectNode> patch, boolean dryRun) {
    return change(target, patch, true, dryRun);
  }

  private ObjectNode change(
      Target target, UnaryOperator<ObjectNode> change, boolean retry, boolean dryRun) {
    for (int left = retry ? PATCH_TRIES : 1; ; left--) {
      try {
        return tryChange(target, change, dryRun);
      } catch (StoreConflict e) {
        if (left == 1) {
          throw target.stale();
        }
      }
    }
  }

  private ObjectNode tryChange(Target target, UnaryOperator<ObjectNode> change, boolean dryRun)
      throws StoreConflict {
    ResourceType type = target.type();
    StoredObject before = store.get(target.key()).orElseThrow(target::notFound);
    ObjectNode old = before.tree();
    ObjectNode wished = change.apply(served(type, old.deepCopy()));
    Identity.check(type, target.namespace(), target.name(), wished);
    long asked = Revisions.asked(wished);
    if (asked != 0 && asked != before.revision()) {
      throw target.stale();
    }
    Identity.checkUid(target, wished, old);
    ObjectNode next =
        Update.merge(target, type.conversion().toStored(Identity.ordered(type, wished)), old);
    refuse(type, target.name(), next, old);
    Metadata.of(next).put("resourceVersion", Long.toString(before.revision()));
    if (next.equals(old)) {
      return served(type, old);
    }
    return served(type, dryRun ? next : write(target.key(), before.revision(), next));
  }

  private ObjectNode write(ObjectKey key, long seen, ObjectNode next) throws StoreConflict {
    return Deletions.complete(next)
        ? store.remove(key, seen, next).tree()
        : store.put(key, seen, next).tree();
  }

  private static ObjectNode prepared(ResourceType type, String namespace, ObjectNode body) {
    ObjectNode object = type.conversion().toStored(Identity.ordered(type, body));
    Metadata.create(object, type.rules().countsGenerations());
    if (type.namespaced()) {
      Metadata.of(object).put("namespace", namespace);
    } else {
      Metadata.of(object).remove("namespace");
    }
    if (type.statusSubresource()) {
      object.remove("status");
    }
    type.rules().beforeCreate(object);
    refuse(type, Metadata.name(object), object, null);
    return object;
  }

  private static void refuse(ResourceType type, String name, ObjectNode object, ObjectNode old) {
    List<FieldError> errors = new ArrayList<>(Metadata.validate(object, old));
    errors.addAll(type.rules().validate(object, old));
    if (!errors.isEmpty()) {
      throw ApiException.invalid(type.group(), type.kind(), name, errors);
    }
  }

  private ObjectNode rehearse(ObjectKey key, ObjectNode object) {
    if (store.get(key).isPresent()) {
      String[] resource = key.resource().split("/", -1);
      throw ApiException.alreadyExists(resource[0], resource[1], key.name());
    }
    return object;
  }

  private static ObjectNode served(ResourceType type, ObjectNode stored) {
    return type.conversion().toServed(stored);
  }
}
