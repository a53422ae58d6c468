package dev.waybill.kubernetes.select;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.kubernetes.error.ApiException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Field selectors: {@code =}, {@code ==} and {@code !=}, joined by commas. */
final class FieldSelector {
  private static final Pattern TERM = Pattern.compile("\\s*([^=!\\s]+)\\s*(==|!=|=)(.*)");
  private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

  private FieldSelector() {}

  static Predicate<ObjectNode> parse(String selector, SelectableFields fields) {
    Predicate<ObjectNode> all = object -> true;
    if (selector.isBlank()) {
      return all;
    }
    for (String part : COMMA.split(selector)) {
      if (!part.isBlank()) {
        all = all.and(term(part, fields));
      }
    }
    return all;
  }

  private static Predicate<ObjectNode> term(String part, SelectableFields fields) {
    Matcher term = TERM.matcher(part);
    if (!term.matches()) {
      throw ApiException.badRequest("invalid selector: '" + part + "'; can't understand it");
    }
    String name = term.group(1);
    if (!fields.paths().containsKey(name)) {
      throw ApiException.badRequest("field label not supported: " + name);
    }
    boolean equal = !term.group(2).equals("!=");
    String wanted = term.group(3).replaceAll("\\\\([\\\\,=])", "$1").strip();
    return object -> fields.value(name, object).orElse("").equals(wanted) == equal;
  }
}
