package dev.waybill.kubernetes.crd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.object.Metadata;
import dev.waybill.kubernetes.resource.Catalog;
import dev.waybill.kubernetes.store.Change;
import dev.waybill.kubernetes.store.ObjectStore;

/** Serves the kinds of the definitions in the store, from the moment they are there. */
public final class Definitions {
  /** Where definitions lie in the store. */
  public static final String RESOURCE = "apiextensions.k8s.io/customresourcedefinitions";

  private final Catalog catalog;

  public Definitions(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Serves those that are there and follows what comes. */
  public void follow(ObjectStore store) {
    try (var snapshot = store.snapshot(RESOURCE, "")) {
      for (var found = snapshot.next(); found.isPresent(); found = snapshot.next()) {
        define(found.get().object().tree());
      }
    }
    store.listen(this::changed);
  }

  private void changed(Change change) {
    if (!change.key().resource().equals(RESOURCE)) {
      return;
    }
    if (change.deleted()) {
      catalog.forget(change.key().name());
    } else {
      define(change.current().tree());
    }
  }

  private void define(ObjectNode definition) {
    catalog.define(Metadata.name(definition), CustomTypes.of(definition));
  }
}
