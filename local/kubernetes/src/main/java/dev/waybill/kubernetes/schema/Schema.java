package dev.waybill.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.waybill.kubernetes.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A structural schema, read once from a definition.
 *
 * @param type empty where the schema says none
 * @param properties of an object, by name
 * @param additional of an object's other members; null where there may be none
 * @param items of an array; null where the schema says nothing
 * @param preserving whether members that the schema does not name are kept
 * @param embedded whether the value is an object of its own, with apiVersion, kind and metadata
 * @param value the value when the member is absent; a missing node where there is none
 * @param limits what else the value must be
 * @param rules in CEL, of this very value
 * @param transitions whether this schema, or one below it, has rules about changes
 */
record Schema(
    String type,
    boolean nullable,
    boolean intOrString,
    Map<String, Schema> properties,
    Schema additional,
    Schema items,
    boolean preserving,
    boolean embedded,
    JsonNode value,
    Limits limits,
    List<Rule> rules,
    boolean transitions) {

  /**
   * Reads a schema.
   *
   * @throws InvalidSchema if it cannot be used
   */
  static Schema read(JsonNode json, String path) {
    Map<String, Schema> properties = new LinkedHashMap<>();
    json.path("properties")
        .forEachEntry(
            (name, schema) ->
                properties.put(name, read(schema, path + ".properties[" + name + "]")));
    JsonNode additional = json.path("additionalProperties");
    Schema values = additional.isObject() ? read(additional, path + ".additionalProperties") : null;
    Schema items = json.path("items").isObject() ? read(json.get("items"), path + ".items") : null;
    boolean preserving =
        json.path("x-kubernetes-preserve-unknown-fields").asBoolean()
            || additional.asBoolean(false);
    List<Rule> rules = rules(json.path("x-kubernetes-validations"), path);
    return new Schema(
        Json.text(json, "type"),
        json.path("nullable").asBoolean(),
        json.path("x-kubernetes-int-or-string").asBoolean(),
        properties,
        values,
        items,
        preserving,
        json.path("x-kubernetes-embedded-resource").asBoolean(),
        json.path("default").isNull() ? MissingNode.getInstance() : json.path("default"),
        Limits.read(json, path),
        rules,
        transitions(rules, properties, values, items));
  }

  /** The schema of a member; null where the schema does not name it. */
  Schema member(String name) {
    return properties.getOrDefault(name, additional);
  }

  private static List<Rule> rules(JsonNode json, String path) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < json.size(); i++) {
      rules.add(Rule.read(json.get(i), path + ".x-kubernetes-validations[" + i + "]"));
    }
    return List.copyOf(rules);
  }

  private static boolean transitions(
      List<Rule> rules, Map<String, Schema> properties, Schema additional, Schema items) {
    return rules.stream().anyMatch(Rule::transition)
        || properties.values().stream().anyMatch(Schema::transitions)
        || (additional != null && additional.transitions())
        || (items != null && items.transitions());
  }
}
