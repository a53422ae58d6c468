package dev.waybill.local.node;

import java.util.Map;

/**
 * Kubernetes' expansion of {@code $(NAME)} in a container's plain values; {@code $$} is a dollar.
 */
final class Expansion {
  private Expansion() {}

  /**
   * @param known the variables before this one; a name that is not there is left as it stands
   */
  static String of(String value, Map<String, String> known) {
    StringBuilder expanded = new StringBuilder();
    int at = 0;
    while (at < value.length()) {
      int end = value.startsWith("$(", at) ? value.indexOf(')', at) : -1;
      if (value.startsWith("$$", at)) {
        expanded.append('$');
        at += 2;
      } else if (end >= 0) {
        String name = value.substring(at + 2, end);
        expanded.append(known.getOrDefault(name, value.substring(at, end + 1)));
        at = end + 1;
      } else {
        expanded.append(value.charAt(at++));
      }
    }
    return expanded.toString();
  }
}
