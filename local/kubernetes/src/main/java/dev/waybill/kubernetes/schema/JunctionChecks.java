package dev.waybill.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.kubernetes.error.FieldError;
import java.util.ArrayList;
import java.util.List;

/** allOf, anyOf, oneOf and not: in a structural schema they only ever say no. */
final class JunctionChecks {
  private JunctionChecks() {}

  static void check(String path, JsonNode json, Junctions junctions, List<FieldError> errors) {
    for (Schema schema : junctions.allOf()) {
      errors.addAll(problems(path, json, schema));
    }
    if (!junctions.anyOf().isEmpty() && fitting(path, json, junctions.anyOf()) == 0) {
      errors.add(refusal(path, json, "must validate at least one schema (anyOf)"));
    }
    if (!junctions.oneOf().isEmpty() && fitting(path, json, junctions.oneOf()) != 1) {
      errors.add(refusal(path, json, "must validate one and only one schema (oneOf)"));
    }
    if (fitting(path, json, junctions.not()) > 0) {
      errors.add(refusal(path, json, "must not validate the schema (not)"));
    }
  }

  private static long fitting(String path, JsonNode json, List<Schema> schemas) {
    return schemas.stream().filter(schema -> problems(path, json, schema).isEmpty()).count();
  }

  private static List<FieldError> problems(String path, JsonNode json, Schema schema) {
    List<FieldError> problems = new ArrayList<>();
    ValueChecks.check(path, json, schema, problems);
    schema
        .properties()
        .forEach(
            (name, member) -> {
              if (json.has(name)) {
                problems.addAll(problems(path + "." + name, json.get(name), member));
              }
            });
    return problems;
  }

  private static FieldError refusal(String path, JsonNode json, String rule) {
    return FieldError.invalid(path, json, "\"%s\" %s".formatted(path, rule));
  }
}
