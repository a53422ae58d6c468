package dev.waybill.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waybill.kubernetes.error.FieldError;
import dev.waybill.kubernetes.json.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a schema says of one value, without what it says of its members. */
final class ValueChecks {
  private ValueChecks() {}

  static void check(String path, JsonNode json, Schema schema, List<FieldError> errors) {
    if (!Types.fits(json, schema)) {
      String wanted = schema.intOrString() ? "integer or string" : schema.type();
      JsonNode actual = TextNode.valueOf(Types.of(json));
      String text = "%s in body must be of type %s: %s".formatted(path, wanted, actual);
      errors.add(FieldError.wrongType(path, actual, text));
      return;
    }
    Limits limits = schema.limits();
    switch (json.getNodeType()) {
      case STRING -> text(path, json, limits, errors);
      case NUMBER -> number(path, json, limits, errors);
      case ARRAY -> array(path, json, limits, errors);
      case OBJECT -> object(path, json, limits, errors);
      default -> {}
    }
    if (!limits.options().isEmpty() && !limits.options().contains(json)) {
      errors.add(FieldError.unsupported(path, json, options(limits)));
    }
    if (!limits.junctions().isEmpty()) {
      JunctionChecks.check(path, json, limits.junctions(), errors);
    }
  }

  private static void text(String path, JsonNode json, Limits limits, List<FieldError> errors) {
    String text = json.asText();
    int length = text.codePointCount(0, text.length());
    if (limits.maxSize() != null && length > limits.maxSize()) {
      errors.add(FieldError.tooLong(path, limits.maxSize().intValue()));
    }
    if (limits.minSize() != null && length < limits.minSize()) {
      String rule = "%s in body should be at least %d chars long";
      errors.add(FieldError.invalid(path, json, rule.formatted(path, limits.minSize())));
    }
    if (limits.pattern() != null && !limits.pattern().matcher(text).find()) {
      String rule = "%s in body should match '%s'";
      errors.add(FieldError.invalid(path, json, rule.formatted(path, limits.pattern())));
    }
    if (limits.format().equals("date-time") && !isDateTime(text)) {
      String rule = "%s in body must be of type date-time: %s";
      errors.add(FieldError.invalid(path, json, rule.formatted(path, json)));
    }
  }

  private static void number(String path, JsonNode json, Limits limits, List<FieldError> errors) {
    BigDecimal value = json.decimalValue();
    if (limits.minimum() != null) {
      int order = value.compareTo(limits.minimum());
      if (order < 0 || (order == 0 && limits.aboveMinimum())) {
        String word = limits.aboveMinimum() ? "greater than" : "greater than or equal to";
        errors.add(bound(path, json, word, limits.minimum()));
      }
    }
    if (limits.maximum() != null) {
      int order = value.compareTo(limits.maximum());
      if (order > 0 || (order == 0 && limits.belowMaximum())) {
        String word = limits.belowMaximum() ? "less than" : "less than or equal to";
        errors.add(bound(path, json, word, limits.maximum()));
      }
    }
    if (limits.multipleOf() != null && value.remainder(limits.multipleOf()).signum() != 0) {
      errors.add(bound(path, json, "a multiple of", limits.multipleOf()));
    }
  }

  private static void array(String path, JsonNode json, Limits limits, List<FieldError> errors) {
    if (limits.maxSize() != null && json.size() > limits.maxSize()) {
      errors.add(FieldError.tooMany(path, json.size(), limits.maxSize()));
    }
    if (limits.minSize() != null && json.size() < limits.minSize()) {
      String rule = "%s in body should have at least %d items";
      errors.add(FieldError.invalid(path, json, rule.formatted(path, limits.minSize())));
    }
    boolean unique = limits.listType().equals("set") || limits.listType().equals("map");
    Set<Object> seen = new HashSet<>();
    for (int i = 0; unique && i < json.size(); i++) {
      if (!seen.add(identity(json.get(i), limits))) {
        String where = path + "[" + i + "]";
        errors.add(new FieldError("FieldValueDuplicate", where, "Duplicate value: " + json.get(i)));
      }
    }
  }

  private static void object(String path, JsonNode json, Limits limits, List<FieldError> errors) {
    for (String name : limits.required()) {
      if (!json.has(name)) {
        errors.add(FieldError.required(path.isEmpty() ? name : path + "." + name, ""));
      }
    }
    if (limits.maxSize() != null && json.size() > limits.maxSize()) {
      errors.add(FieldError.tooMany(path, json.size(), limits.maxSize()));
    }
    if (limits.minSize() != null && json.size() < limits.minSize()) {
      String rule = "%s in body should have at least %d properties";
      errors.add(FieldError.invalid(path, json, rule.formatted(path, limits.minSize())));
    }
  }

  private static Object identity(JsonNode item, Limits limits) {
    return limits.listType().equals("map")
        ? limits.listKeys().stream().map(key -> Json.text(item, key)).toList()
        : item;
  }

  private static FieldError bound(String path, JsonNode json, String word, BigDecimal bound) {
    String number = bound.stripTrailingZeros().toPlainString();
    return FieldError.invalid(
        path, json, "%s in body should be %s %s".formatted(path, word, number));
  }

  private static String options(Limits limits) {
    return limits.options().stream().map(JsonNode::toString).collect(Collectors.joining(", "));
  }

  private static boolean isDateTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
