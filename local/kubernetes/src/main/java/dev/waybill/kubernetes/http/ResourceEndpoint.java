package dev.waybill.kubernetes.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.error.ApiException;
import dev.waybill.kubernetes.object.DeleteOptions;
import dev.waybill.kubernetes.object.ObjectRemover;
import dev.waybill.kubernetes.object.ObjectWriter;
import dev.waybill.kubernetes.object.Target;
import dev.waybill.kubernetes.patch.Patches;
import dev.waybill.kubernetes.resource.ResourceType;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Reads and writes objects, one at a time or as collections. */
public final class ResourceEndpoint {
  private final ObjectWriter writer;
  private final ObjectRemover remover;
  private final ListEndpoint lists;

  public ResourceEndpoint(ObjectWriter writer, ObjectRemover remover, ListEndpoint lists) {
    this.writer = writer;
    this.remover = remover;
    this.lists = lists;
  }

  void answer(Exchange exchange, ResourceType type, ApiPath path) throws IOException {
    if (path.name().isEmpty()) {
      collection(exchange, type, path);
    } else {
      object(exchange, target(type, path));
    }
  }

  private void collection(Exchange exchange, ResourceType type, ApiPath path) throws IOException {
    switch (exchange.method()) {
      case "GET" -> lists.list(exchange, type, path.namespace());
      case "POST" -> {
        if (type.namespaced() && path.namespace().isEmpty()) {
          throw ApiException.methodNotAllowed();
        }
        ObjectNode body = strict(exchange, type, object(jsonBody(exchange)));
        ObjectNode created = writer.create(type, path.namespace(), body, dryRun(exchange));
        exchange.answer(201, created);
      }
      case "DELETE" -> {
        if (type.namespaced() && path.namespace().isEmpty()) {
          throw ApiException.methodNotAllowed();
        }
        lists.delete(exchange, type, path.namespace(), deleteOptions(exchange));
      }
      default -> throw ApiException.methodNotAllowed();
    }
  }

  private void object(Exchange exchange, Target target) throws IOException {
    ResourceType type = target.type();
    switch (exchange.method()) {
      case "GET" -> lists.get(exchange, target);
      case "PUT" -> {
        ObjectNode body = strict(exchange, type, object(jsonBody(exchange)));
        exchange.answer(200, writer.replace(target, body, dryRun(exchange)));
      }
      case "PATCH" -> {
        var patch = Patches.read(exchange.mediaType(), exchange.body(), type);
        UnaryOperator<ObjectNode> strict = old -> strict(exchange, type, patch.apply(old));
        exchange.answer(200, writer.patch(target, strict, dryRun(exchange)));
      }
      case "DELETE" -> {
        if (target.status()) {
          throw ApiException.methodNotAllowed();
        }
        delete(exchange, target);
      }
      default -> throw ApiException.methodNotAllowed();
    }
  }

  private void delete(Exchange exchange, Target target) throws IOException {
    var removal = remover.delete(target, deleteOptions(exchange));
    boolean told = target.type().stored().equals("/pods");
    if (removal.gone() && !told) {
      exchange.answer(200, Statuses.deleted(target, removal.object()));
    } else {
      exchange.answer(200, target.type().conversion().toServed(removal.object()));
    }
  }

  private static Target target(ResourceType type, ApiPath path) {
    boolean status = path.subresource().equals("status") && type.statusSubresource();
    if (!path.subresource().isEmpty() && !status) {
      throw ApiException.notServed(type.plural() + "/" + path.subresource());
    }
    return new Target(type, path.namespace(), path.name(), status);
  }

  private static DeleteOptions deleteOptions(Exchange exchange) throws IOException {
    JsonNode body = exchange.body();
    if (!body.isMissingNode() && !body.isObject()) {
      throw ApiException.badRequest("DeleteOptions must be an object");
    }
    return DeleteOptions.read(body, exchange.query("propagationPolicy"), dryRun(exchange));
  }

  private static boolean dryRun(Exchange exchange) {
    String wish = exchange.query("dryRun");
    if (!List.of("", "All").contains(wish)) {
      throw ApiException.badRequest("dryRun: Unsupported value: \"" + wish + "\"");
    }
    return !wish.isEmpty();
  }

  // With fieldValidation=Strict, as kubectl asks, a misspelt field is refused instead of dropped.
  private static ObjectNode strict(Exchange exchange, ResourceType type, ObjectNode object) {
    if (exchange.query("fieldValidation").equals("Strict")) {
      List<String> unknown = type.rules().unknownFields(object);
      if (!unknown.isEmpty()) {
        throw ApiException.badRequest(
            "%s in version \"%s\" cannot be handled as a %s: strict decoding error: %s"
                .formatted(
                    type.kind(),
                    type.version(),
                    type.kind(),
                    unknown.stream()
                        .map(field -> "unknown field \"" + field + "\"")
                        .collect(Collectors.joining(", "))));
      }
    }
    return object;
  }

  private static JsonNode jsonBody(Exchange exchange) throws IOException {
    if (!exchange.mediaType().equals(Exchange.JSON)) {
      throw ApiException.unsupportedMediaType("a patch is sent with PATCH");
    }
    return exchange.body();
  }

  private static ObjectNode object(JsonNode body) {
    if (body instanceof ObjectNode object) {
      return object;
    }
    throw ApiException.badRequest("the request's body must be an object");
  }
}
