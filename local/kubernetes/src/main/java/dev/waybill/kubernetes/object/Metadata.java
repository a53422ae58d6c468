package dev.waybill.kubernetes.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.error.FieldError;
import dev.waybill.kubernetes.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The part of an object that is the same for all kinds. */
public final class Metadata {
  private static final List<String> SET_BY_THE_SERVER =
      List.of(
          "uid",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "generation");
  private static final List<String> MEMBERS =
      List.of("labels", "annotations", "finalizers", "ownerReferences");
  private static final int MAX_ANNOTATIONS = 256 * 1024;

  private Metadata() {}

  public static ObjectNode of(ObjectNode object) {
    return Json.child(object, "metadata");
  }

  public static String name(JsonNode object) {
    return Json.text(object, "metadata", "name");
  }

  public static String uid(JsonNode object) {
    return Json.text(object, "metadata", "uid");
  }

  public static boolean deleting(JsonNode object) {
    return object.path("metadata").hasNonNull("deletionTimestamp");
  }

  public static boolean hasFinalizers(JsonNode object) {
    return !object.path("metadata").path("finalizers").isEmpty();
  }

  public static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Gives a new object its name where it asks for one, its uid and its time. */
  static void create(ObjectNode object, boolean countsGenerations) {
    ObjectNode metadata = tidy(object);
    metadata.remove(SET_BY_THE_SERVER);
    metadata.remove("resourceVersion");
    if (Json.text(metadata, "name").isEmpty() && !Json.text(metadata, "generateName").isEmpty()) {
      metadata.put("name", Names.generate(Json.text(metadata, "generateName")));
    }
    metadata.put("uid", UUID.randomUUID().toString());
    metadata.put("creationTimestamp", now());
    if (countsGenerations) {
      metadata.put("generation", 1);
    }
  }

  /** Keeps of a changed object what only the server sets. */
  static void update(ObjectNode object, ObjectNode old) {
    ObjectNode metadata = tidy(object);
    JsonNode before = old.path("metadata");
    for (String member : SET_BY_THE_SERVER) {
      metadata.remove(member);
      if (before.hasNonNull(member)) {
        metadata.set(member, before.get(member));
      }
    }
    if (before.hasNonNull("generateName")) {
      metadata.set("generateName", before.get("generateName"));
    }
  }

  /** Refuses names, labels and references that Kubernetes would not take. */
  static List<FieldError> validate(ObjectNode object, ObjectNode old) {
    List<FieldError> errors = new ArrayList<>();
    JsonNode metadata = object.path("metadata");
    if (Json.text(metadata, "name").isEmpty()) {
      errors.add(FieldError.required("metadata.name", "name or generateName is required"));
    } else {
      Names.checkName(Json.text(metadata, "name"), errors);
    }
    Names.checkLabels(metadata.path("labels"), errors);
    int annotations = 0;
    for (var annotation : metadata.path("annotations").properties()) {
      Names.checkKey("metadata.annotations", annotation.getKey(), errors);
      annotations += annotation.getKey().length() + annotation.getValue().asText().length();
    }
    if (annotations > MAX_ANNOTATIONS) {
      errors.add(FieldError.tooLong("metadata.annotations", MAX_ANNOTATIONS));
    }
    owners(metadata.path("ownerReferences"), errors);
    if (old != null && deleting(old)) {
      noNewFinalizers(metadata, old.path("metadata"), errors);
    }
    return errors;
  }

  private static void owners(JsonNode owners, List<FieldError> errors) {
    for (int i = 0; i < owners.size(); i++) {
      for (String member : List.of("apiVersion", "kind", "name", "uid")) {
        if (Json.text(owners.get(i), member).isEmpty()) {
          String field = "metadata.ownerReferences[" + i + "]." + member;
          errors.add(FieldError.required(field, "must not be empty"));
        }
      }
    }
  }

  private static void noNewFinalizers(JsonNode metadata, JsonNode before, List<FieldError> errors) {
    Set<String> had = new HashSet<>();
    before.path("finalizers").forEach(finalizer -> had.add(finalizer.asText()));
    for (JsonNode finalizer : metadata.path("finalizers")) {
      if (!had.contains(finalizer.asText())) {
        errors.add(
            FieldError.forbidden(
                "metadata.finalizers",
                "no new finalizers can be added if the object is being deleted, found new"
                    + " finalizers []string{"
                    + finalizer
                    + "}"));
      }
    }
  }

  // Members that are null or empty are left out, as a typed server would: then two objects that
  // mean the same are the same.
  private static ObjectNode tidy(ObjectNode object) {
    ObjectNode metadata = of(object);
    metadata.remove(List.of("managedFields", "selfLink"));
    metadata.removeNulls();
    for (String member : MEMBERS) {
      if (metadata.has(member) && metadata.get(member).isEmpty()) {
        metadata.remove(member);
      }
    }
    return metadata;
  }
}
