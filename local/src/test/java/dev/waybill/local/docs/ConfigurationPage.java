package dev.waybill.local.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The tables of {@code docs/configuration.md}. */
final class ConfigurationPage {
  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `(WAYBILL_\\w+)` \\| (\\S+) \\|", Pattern.MULTILINE);

  private ConfigurationPage() {}

  /**
   * Keys of one section, each with its second column: a default in back-ticks, a dash, required.
   */
  static Map<String, String> section(String heading) {
    try {
      String page = Files.readString(PAGE);
      String section = page.split("\n## " + heading + "\n", 2)[1].split("\n## ", 2)[0];
      Map<String, String> rows = new TreeMap<>();
      ROW.matcher(section).results().forEach(row -> rows.put(row.group(1), row.group(2)));
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Set<String> required(String heading) {
    Map<String, String> rows = section(heading);
    rows.values().removeIf(unlessSet -> !unlessSet.equals("required"));
    return rows.keySet();
  }

  /** Keys with a default, and it. */
  static Map<String, String> defaults(String heading) {
    Map<String, String> rows = section(heading);
    rows.values().removeIf(unlessSet -> !unlessSet.startsWith("`"));
    rows.replaceAll((key, unlessSet) -> unlessSet.replace("`", ""));
    return rows;
  }
}
