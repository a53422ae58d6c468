package dev.waybill.kubernetes.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.crd.DefinitionRules;
import dev.waybill.kubernetes.crd.Definitions;
import dev.waybill.kubernetes.error.ApiException;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.object.DeleteOptions;
import dev.waybill.kubernetes.object.Metadata;
import dev.waybill.kubernetes.object.ObjectRemover;
import dev.waybill.kubernetes.object.ObjectWriter;
import dev.waybill.kubernetes.object.Target;
import dev.waybill.kubernetes.resource.Catalog;
import dev.waybill.kubernetes.resource.ResourceType;
import dev.waybill.kubernetes.store.ObjectKey;
import dev.waybill.kubernetes.store.ObjectStore;
import dev.waybill.kubernetes.store.Snapshot;
import dev.waybill.kubernetes.store.StoreConflict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The janitor's single tasks. Each looks first whether it is still to be done. */
final class Sweeper {
  private final ObjectStore store;
  private final Catalog catalog;
  private final ObjectWriter writer;
  private final ObjectRemover remover;
  private final Ownership ownership;

  Sweeper(
      ObjectStore store,
      Catalog catalog,
      ObjectWriter writer,
      ObjectRemover remover,
      Ownership ownership) {
    this.store = store;
    this.catalog = catalog;
    this.writer = writer;
    this.remover = remover;
    this.ownership = ownership;
  }

  void ownerGone(String uid) {
    ownership.dependents(uid).forEach(this::settle);
  }

  /** Looks whether an owner has only waited for this. */
  void dependentGone(String owner) {
    ownership
        .find(owner)
        .filter(key -> store.get(key).filter(found -> waits(found.tree())).isPresent())
        .ifPresent(this::ownerGoing);
  }

  private boolean waits(ObjectNode owner) {
    return Metadata.deleting(owner) && holds(owner, ObjectRemover.FOREGROUND);
  }

  /** Deletes an object whose last owner has gone; of several owners, drops those that have. */
  void settle(ObjectKey key) {
    List<String> owners =
        store.get(key).map(found -> Ownership.owners(found.tree())).orElse(List.of());
    List<String> lost = owners.stream().filter(uid -> !stays(uid)).toList();
    if (lost.isEmpty()) {
      return;
    }
    if (lost.size() == owners.size()) {
      delete(key);
    } else {
      release(key, lost);
    }
  }

  // One that only waits for what it owns is as good as gone.
  private boolean stays(String owner) {
    return ownership
        .find(owner)
        .flatMap(store::get)
        .filter(found -> !waits(found.tree()))
        .isPresent();
  }

  /** Frees or deletes what a deleted object owns, and then lets the object go. */
  void ownerGoing(ObjectKey key) {
    Optional<ObjectNode> found = store.get(key).map(stored -> stored.tree());
    if (found.isEmpty()) {
      return;
    }
    ObjectNode owner = found.get();
    String uid = Metadata.uid(owner);
    List<ObjectKey> dependents = ownership.dependents(uid);
    if (holds(owner, ObjectRemover.ORPHAN)) {
      dependents.forEach(dependent -> release(dependent, List.of(uid)));
      dropFinalizer(key, ObjectRemover.ORPHAN);
      return;
    }
    List<ObjectKey> blocking = dependents.stream().filter(one -> blocks(one, uid)).toList();
    if (blocking.isEmpty()) {
      dropFinalizer(key, ObjectRemover.FOREGROUND);
    } else {
      blocking.forEach(this::settle);
    }
  }

  private boolean blocks(ObjectKey dependent, String owner) {
    return store.get(dependent).filter(found -> Ownership.blocks(found.tree(), owner)).isPresent();
  }

  /** Deletes what lies in a namespace that is being deleted; lets it go when nothing does. */
  void emptyNamespace(String name) {
    ObjectKey key = new ObjectKey("/namespaces", "", name);
    var found = store.get(key);
    if (found.isEmpty() || !Metadata.deleting(found.get().tree())) {
      return;
    }
    List<ObjectKey> left = new ArrayList<>();
    namespacedResources().forEach(resource -> left.addAll(keys(resource, name)));
    if (!left.isEmpty()) {
      left.forEach(this::delete);
      return;
    }
    ObjectNode last = found.get().tree();
    Json.child(last, "spec").remove("finalizers");
    try {
      if (Metadata.hasFinalizers(last)) {
        store.put(key, found.get().revision(), last);
      } else {
        store.remove(key, found.get().revision(), last);
      }
    } catch (StoreConflict e) {
      emptyNamespace(name);
    }
  }

  /** Deletes the objects of a definition that is being deleted; lets it go when none is left. */
  void emptyDefinition(String resource) {
    String[] parts = resource.split("/", -1);
    ObjectKey key = new ObjectKey(Definitions.RESOURCE, "", parts[1] + "." + parts[0]);
    var found = store.get(key);
    if (found.isEmpty() || !Metadata.deleting(found.get().tree())) {
      return;
    }
    List<ObjectKey> left = keys(resource, "");
    left.forEach(this::delete);
    if (left.isEmpty()) {
      dropFinalizer(key, DefinitionRules.CLEANUP);
    }
  }

  boolean holds(JsonNode object, String finalizer) {
    for (JsonNode held : object.path("metadata").path("finalizers")) {
      if (held.asText().equals(finalizer)) {
        return true;
      }
    }
    return false;
  }

  /** The resource that a definition defines. */
  String defined(JsonNode definition) {
    return Json.text(definition, "spec", "group")
        + "/"
        + Json.text(definition, "spec", "names", "plural");
  }

  private Set<String> namespacedResources() {
    return catalog.all().stream()
        .filter(ResourceType::namespaced)
        .map(ResourceType::stored)
        .collect(Collectors.toSet());
  }

  private List<ObjectKey> keys(String resource, String namespace) {
    List<ObjectKey> keys = new ArrayList<>();
    try (Snapshot snapshot = store.snapshot(resource, namespace)) {
      for (var found = snapshot.next(); found.isPresent(); found = snapshot.next()) {
        keys.add(found.get().key());
      }
    }
    return keys;
  }

  private void delete(ObjectKey key) {
    try {
      target(key).ifPresent(target -> remover.delete(target, DeleteOptions.PLAIN));
    } catch (ApiException e) {
      // Gone already: what was wished.
      if (e.code() != 404) {
        throw e;
      }
    }
  }

  private void release(ObjectKey key, List<String> owners) {
    change(
        key,
        metadata -> {
          ArrayNode references = metadata.withArray("ownerReferences");
          references.removeIf(reference -> owners.contains(Json.text(reference, "uid")));
        });
  }

  private void dropFinalizer(ObjectKey key, String finalizer) {
    change(
        key,
        metadata ->
            metadata.withArray("finalizers").removeIf(one -> one.asText().equals(finalizer)));
  }

  private void change(ObjectKey key, Consumer<ObjectNode> change) {
    try {
      target(key)
          .ifPresent(
              target ->
                  writer.patch(
                      target,
                      object -> {
                        change.accept(Metadata.of(object));
                        return object;
                      },
                      false));
    } catch (ApiException e) {
      if (e.code() != 404) {
        throw e;
      }
    }
  }

  private Optional<Target> target(ObjectKey key) {
    return catalog
        .findStored(key.resource())
        .map(type -> new Target(type, key.namespace(), key.name(), false));
  }
}
