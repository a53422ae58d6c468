package dev.waybill.kubernetes.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.kubernetes.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The simple JSONPath that printer columns are written in: members, indices, {@code [*]} and {@code
 * [?(@.member=="value")]}.
 */
public final class Paths {
  private static final Pattern STEP =
      Pattern.compile(
          "\\.([^.\\[\\]]+)|\\['((?:[^'\\\\]|\\\\.)+)'\\]|\\[(\\d+)\\]|\\[(\\*)\\]"
              + "|\\[\\?\\(@\\.([A-Za-z0-9_.]+)\\s*==\\s*[\"']([^\"']*)[\"']\\)\\]");

  private final List<Matcher> steps = new ArrayList<>();

  private Paths() {}

  /** Reads a path; empty if it is none that can be read. */
  public static Optional<Paths> parse(String text) {
    Paths path = new Paths();
    Matcher matcher = STEP.matcher(text);
    int end = 0;
    while (matcher.find(end) && matcher.start() == end) {
      end = matcher.end();
      Matcher step = STEP.matcher(matcher.group());
      step.matches();
      path.steps.add(step);
    }
    return end == text.length() && end > 0 ? Optional.of(path) : Optional.empty();
  }

  /** All values that the path leads to, in order. */
  public List<JsonNode> find(JsonNode root) {
    List<JsonNode> here = List.of(root);
    for (Matcher step : steps) {
      List<JsonNode> next = new ArrayList<>();
      here.forEach(node -> follow(node, step, next));
      here = next;
    }
    return here.stream().filter(node -> !node.isMissingNode() && !node.isNull()).toList();
  }

  private static void follow(JsonNode node, Matcher step, List<JsonNode> next) {
    if (step.group(1) != null) {
      next.add(node.path(step.group(1).replace("\\", "")));
    } else if (step.group(2) != null) {
      next.add(node.path(step.group(2).replace("\\", "")));
    } else if (step.group(3) != null) {
      next.add(node.path(Integer.parseInt(step.group(3))));
    } else {
      for (JsonNode item : node) {
        boolean any = step.group(4) != null;
        if (any || Json.text(item, step.group(5).split("\\.")).equals(step.group(6))) {
          next.add(item);
        }
      }
    }
  }
}
