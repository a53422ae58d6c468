package dev.waybill.kubernetes.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.error.ApiException;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.list.Listing;
import dev.waybill.kubernetes.list.Lists;
import dev.waybill.kubernetes.object.DeleteOptions;
import dev.waybill.kubernetes.object.Metadata;
import dev.waybill.kubernetes.object.ObjectReader;
import dev.waybill.kubernetes.object.ObjectRemover;
import dev.waybill.kubernetes.object.Target;
import dev.waybill.kubernetes.resource.ResourceType;
import dev.waybill.kubernetes.store.StoredObject;
import dev.waybill.kubernetes.table.Table;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sends objects, alone or many, as they are or as a table. */
public final class ListEndpoint {
  private final ObjectReader reader;
  private final ObjectRemover remover;
  private final Lists lists;

  public ListEndpoint(ObjectReader reader, ObjectRemover remover, Lists lists) {
    this.reader = reader;
    this.remover = remover;
    this.lists = lists;
  }

  void get(Exchange exchange, Target target) throws IOException {
    StoredObject found = reader.get(target.type(), target.namespace(), target.name());
    Optional<Table> table = Accepted.table(exchange, target.type());
    if (table.isPresent()) {
      exchange.answer(200, table.get().single(found.tree(), Instant.now()));
    } else {
      exchange.answer(200, target.type().conversion().toServed(found.tree()));
    }
  }

  void one(Exchange exchange, int status, ResourceType type, ObjectNode object) throws IOException {
    exchange.answer(status, object);
  }

  void list(Exchange exchange, ResourceType type, String namespace) throws IOException {
    try (Listing listing = lists.open(type, namespace, Queries.list(exchange, type));
        ObjectSink sink = sink(exchange, type)) {
      for (var object = listing.next(); object.isPresent(); object = listing.next()) {
        sink.add(object.get());
      }
      sink.end(listing.revision(), listing.continueToken());
    }
  }

  /** Deletes what a list with the same query would show, and tells what it was. */
  void delete(Exchange exchange, ResourceType type, String namespace, DeleteOptions options)
      throws IOException {
    List<Target> targets = new ArrayList<>();
    long revision;
    try (Listing listing = lists.open(type, namespace, Queries.list(exchange, type))) {
      for (var found = listing.next(); found.isPresent(); found = listing.next()) {
        ObjectNode object = found.get().tree();
        String in = object.path("metadata").path("namespace").asText("");
        targets.add(new Target(type, in, Metadata.name(object), false));
      }
      revision = listing.revision();
    }
    try (ObjectSink sink = sink(exchange, type)) {
      for (Target target : targets) {
        Optional<ObjectNode> last = deleted(target, options);
        if (last.isPresent()) {
          sink.add(new StoredObject(revision, Json.write(last.get())));
        }
      }
      sink.end(revision, Optional.empty());
    }
  }

  private static ObjectSink sink(Exchange exchange, ResourceType type) throws IOException {
    Optional<Table> table = Accepted.table(exchange, type);
    return table.isPresent()
        ? new TableListSink(exchange.bulk(Exchange.JSON), table.get())
        : new JsonListSink(exchange.bulk(Exchange.JSON), type);
  }

  private Optional<ObjectNode> deleted(Target target, DeleteOptions options) {
    try {
      return Optional.of(remover.delete(target, options).object());
    } catch (ApiException e) {
      // Another was faster, which is as good.
      if (e.code() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
