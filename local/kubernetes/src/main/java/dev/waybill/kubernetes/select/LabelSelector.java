package dev.waybill.kubernetes.select;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.error.ApiException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Label selectors: {@code =}, {@code ==}, {@code !=}, {@code in}, {@code notin}, existence and its
 * denial, joined by commas.
 */
final class LabelSelector {
  private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");
  private static final String KEY = "([A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?)";
  private static final Pattern EXISTS = Pattern.compile("\\s*(!?)\\s*" + KEY + "\\s*");
  private static final Pattern EQUALS =
      Pattern.compile("\\s*" + KEY + "\\s*(==|!=|=)\\s*([-A-Za-z0-9_.]*)\\s*");
  private static final Pattern IN =
      Pattern.compile("\\s*" + KEY + "\\s+(in|notin)\\s*\\(([^()]*)\\)\\s*");

  private LabelSelector() {}

  static Predicate<ObjectNode> parse(String selector) {
    Predicate<ObjectNode> all = object -> true;
    if (selector.isBlank()) {
      return all;
    }
    for (String part : COMMA.split(selector)) {
      Predicate<JsonNode> requirement = requirement(part);
      all = all.and(object -> requirement.test(object.path("metadata").path("labels")));
    }
    return all;
  }

  private static Predicate<JsonNode> requirement(String part) {
    Matcher exists = EXISTS.matcher(part);
    if (exists.matches()) {
      boolean wanted = exists.group(1).isEmpty();
      String key = exists.group(2);
      return labels -> labels.has(key) == wanted;
    }
    Matcher equals = EQUALS.matcher(part);
    if (equals.matches()) {
      return oneOf(equals.group(1), List.of(equals.group(3)), !equals.group(2).equals("!="));
    }
    Matcher in = IN.matcher(part);
    if (in.matches()) {
      List<String> values = Arrays.stream(in.group(3).split(",", -1)).map(String::strip).toList();
      return oneOf(in.group(1), values, in.group(2).equals("in"));
    }
    throw ApiException.badRequest("unable to parse requirement: " + part.strip());
  }

  private static Predicate<JsonNode> oneOf(String key, List<String> values, boolean wanted) {
    Set<String> set = values.stream().collect(Collectors.toUnmodifiableSet());
    return labels -> (labels.has(key) && set.contains(labels.path(key).asText())) == wanted;
  }
}
