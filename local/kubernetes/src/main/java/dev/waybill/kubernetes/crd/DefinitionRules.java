package dev.waybill.kubernetes.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waybill.kubernetes.error.FieldError;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.object.Metadata;
import dev.waybill.kubernetes.resource.KindRules;
import dev.waybill.kubernetes.schema.InvalidSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A definition is established at once; it goes after the last object of its kind. */
public final class DefinitionRules implements KindRules {
  /** What keeps a definition until its objects are gone. */
  public static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";

  @Override
  public void beforeCreate(ObjectNode definition) {
    Metadata.of(definition).withArray("finalizers").add(CLEANUP);
    complete(definition);
  }

  @Override
  public void beforeUpdate(ObjectNode definition, ObjectNode old) {
    complete(definition);
  }

  @Override
  public List<FieldError> validate(ObjectNode definition, ObjectNode old) {
    List<FieldError> errors = new ArrayList<>();
    JsonNode spec = definition.path("spec");
    String expected = Json.text(spec, "names", "plural") + "." + Json.text(spec, "group");
    if (!Metadata.name(definition).equals(expected)) {
      errors.add(
          FieldError.invalid(
              "metadata.name",
              TextNode.valueOf(Metadata.name(definition)),
              "must be spec.names.plural+\".\"+spec.group"));
    }
    JsonNode conversion = spec.path("conversion").path("strategy");
    if (!conversion.asText().equals("None")) {
      errors.add(FieldError.unsupported("spec.conversion.strategy", conversion, "\"None\""));
    }
    long stored = 0;
    for (int i = 0; i < spec.path("versions").size(); i++) {
      JsonNode version = spec.path("versions").get(i);
      stored += version.path("storage").asBoolean() ? 1 : 0;
      schema(version, "spec.versions[" + i + "]", errors);
    }
    if (stored != 1) {
      errors.add(
          FieldError.invalid(
              "spec.versions",
              spec.path("versions"),
              "must have exactly one version marked as storage version"));
    }
    return errors;
  }

  @Override
  public boolean countsGenerations() {
    return true;
  }

  @Override
  public boolean unconditionalUpdate() {
    return false;
  }

  private static void schema(JsonNode version, String path, List<FieldError> errors) {
    if (version.path("subresources").has("scale")) {
      String field = path + ".subresources.scale";
      errors.add(FieldError.forbidden(field, "is not served by this API"));
    }
    if (!version.path("schema").has("openAPIV3Schema")) {
      errors.add(FieldError.required(path + ".schema.openAPIV3Schema", "schemas are required"));
      return;
    }
    try {
      CustomTypes.schema(version, path);
    } catch (InvalidSchema e) {
      errors.add(e.error());
    }
  }

  private static void complete(ObjectNode definition) {
    ObjectNode spec = Json.child(definition, "spec");
    ObjectNode names = Json.child(spec, "names");
    String kind = Json.text(names, "kind");
    names.putIfAbsent("singular", TextNode.valueOf(kind.toLowerCase(Locale.ROOT)));
    names.putIfAbsent("listKind", TextNode.valueOf(kind + "List"));
    Json.child(spec, "conversion").putIfAbsent("strategy", TextNode.valueOf("None"));
    ObjectNode status = Json.child(definition, "status");
    status.set("acceptedNames", names.deepCopy());
    status.set("storedVersions", storedVersions(spec));
    if (!status.has("conditions")) {
      ArrayNode conditions = status.putArray("conditions");
      conditions.add(condition("NamesAccepted", "NoConflicts", "no conflicts found"));
      conditions.add(condition("Established", "InitialNamesAccepted", "initial names accepted"));
    }
  }

  private static ArrayNode storedVersions(ObjectNode spec) {
    ArrayNode versions = Json.array();
    for (JsonNode version : spec.path("versions")) {
      if (version.path("storage").asBoolean()) {
        versions.add(Json.text(version, "name"));
      }
    }
    return versions;
  }

  private static ObjectNode condition(String type, String reason, String message) {
    ObjectNode condition = Json.object().put("type", type).put("status", "True");
    condition.put("lastTransitionTime", Metadata.now());
    return condition.put("reason", reason).put("message", message);
  }
}
