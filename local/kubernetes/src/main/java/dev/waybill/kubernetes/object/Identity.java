package dev.waybill.kubernetes.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.error.ApiException;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.resource.ResourceType;

/** Holds what an object says of itself against the address it was sent to. */
final class Identity {
  private Identity() {}

  static void check(ResourceType type, String namespace, String name, ObjectNode body) {
    if (body.hasNonNull("metadata") && !body.get("metadata").isObject()) {
      throw ApiException.badRequest("metadata must be an object");
    }
    same("kind", Json.text(body, "kind"), type.kind());
    same("API version", Json.text(body, "apiVersion"), type.apiVersion());
    String ownName = Metadata.name(body);
    if (!name.isEmpty() && !ownName.isEmpty() && !ownName.equals(name)) {
      throw ApiException.badRequest(
          "the name of the object (%s) does not match the name on the URL (%s)"
              .formatted(ownName, name));
    }
    String ownNamespace = Json.text(body, "metadata", "namespace");
    if (!ownNamespace.isEmpty() && !ownNamespace.equals(namespace)) {
      throw ApiException.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
  }

  static void checkUid(Target target, ObjectNode wished, ObjectNode old) {
    String uid = Metadata.uid(wished);
    if (!uid.isEmpty() && !uid.equals(Metadata.uid(old))) {
      throw target.conflict(
          "Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(uid, Metadata.uid(old)));
    }
  }

  /** The same object, saying what it is, and its metadata, first. */
  static ObjectNode ordered(ResourceType type, ObjectNode body) {
    ObjectNode ordered = Json.object();
    ordered.put("apiVersion", type.apiVersion()).put("kind", type.kind());
    ordered.set("metadata", Metadata.of(body));
    body.forEachEntry(ordered::putIfAbsent);
    return ordered;
  }

  private static void same(String what, String said, String expected) {
    if (!said.isEmpty() && !said.equals(expected)) {
      throw ApiException.badRequest(
          "the %s in the data (%s) does not match the expected %s (%s)"
              .formatted(what, said, what, expected));
    }
  }
}
