package dev.waybill.kubernetes.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.json.Json;
import dev.waybill.kubernetes.resource.Conversion;
import dev.waybill.kubernetes.resource.ResourceType;
import dev.waybill.kubernetes.schema.ObjectSchema;
import dev.waybill.kubernetes.select.SelectableFields;
import java.util.ArrayList;
import java.util.List;

/** The types that a definition makes, one for each version that it serves. */
final class CustomTypes {
  private CustomTypes() {}

  static List<ResourceType> of(ObjectNode definition) {
    JsonNode spec = definition.path("spec");
    String group = Json.text(spec, "group");
    String storage = storageVersion(spec);
    List<ResourceType> types = new ArrayList<>();
    for (JsonNode version : spec.path("versions")) {
      if (version.path("served").asBoolean()) {
        types.add(type(spec, group, version, storage));
      }
    }
    return types;
  }

  private static ResourceType type(JsonNode spec, String group, JsonNode version, String storage) {
    String name = Json.text(version, "name");
    Conversion conversion =
        name.equals(storage)
            ? Conversion.NONE
            : new VersionConversion(group + "/" + storage, group + "/" + name);
    return new ResourceType(
        group,
        name,
        names(spec.path("names")),
        Json.text(spec, "scope").equals("Namespaced"),
        version.path("subresources").has("status"),
        fields(version),
        rules(version),
        conversion,
        CustomColumns.of(version),
        group + "/" + Json.text(spec, "names", "plural"));
  }

  private static CustomRules rules(JsonNode version) {
    JsonNode json = version.path("schema").path("openAPIV3Schema");
    return new CustomRules(
        schema(version, "spec.versions"),
        json instanceof ObjectNode schema ? schema : Json.object());
  }

  /**
   * The schema of a version.
   *
   * @throws dev.waybill.kubernetes.schema.InvalidSchema if it cannot be used
   */
  static ObjectSchema schema(JsonNode version, String path) {
    String below = path + ".schema.openAPIV3Schema";
    return ObjectSchema.read(version.path("schema").path("openAPIV3Schema"), below);
  }

  private static String storageVersion(JsonNode spec) {
    for (JsonNode version : spec.path("versions")) {
      if (version.path("storage").asBoolean()) {
        return Json.text(version, "name");
      }
    }
    return "";
  }

  private static SelectableFields fields(JsonNode version) {
    List<String> paths = new ArrayList<>();
    for (JsonNode field : version.path("selectableFields")) {
      paths.add(Json.text(field, "jsonPath").replaceFirst("^\\.", ""));
    }
    return SelectableFields.of(paths.toArray(String[]::new));
  }

  private static ResourceType.Names names(JsonNode names) {
    return new ResourceType.Names(
        Json.text(names, "kind"),
        Json.text(names, "listKind"),
        Json.text(names, "plural"),
        Json.text(names, "singular"),
        texts(names.path("shortNames")),
        texts(names.path("categories")));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
