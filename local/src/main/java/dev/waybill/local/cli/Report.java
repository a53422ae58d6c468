package dev.waybill.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.local.client.FileLine;
import java.util.ArrayList;
import java.util.List;

/** The closing words of a run. */
final class Report {
  private static final int WIDEST_NAME = 60;
  private static final String HEAD = "DOCUMENT";

  private Report() {}

  /**
   * @param files name to status, as the API answers them
   */
  static long count(JsonNode files, String status) {
    return files.properties().stream().filter(f -> f.getValue().asText().equals(status)).count();
  }

  /** The documents that did not complete, each with its reason; nothing where all did. */
  static List<String> table(List<FileLine> incomplete) {
    if (incomplete.isEmpty()) {
      return List.of();
    }
    int longest = incomplete.stream().mapToInt(f -> f.name().length()).max().orElse(0);
    int width = Math.min(WIDEST_NAME, Math.max(HEAD.length(), longest));
    String row = "%-" + width + "s  %-8s  %s";
    List<String> lines = new ArrayList<>();
    lines.add(row.formatted(HEAD, "STATUS", "REASON"));
    incomplete.forEach(
        f -> lines.add(row.formatted(f.name(), f.status(), f.reason()).stripTrailing()));
    return lines;
  }
}
