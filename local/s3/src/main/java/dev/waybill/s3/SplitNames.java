package dev.waybill.s3;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Keys whose parts are too long for a file's name, as paths in which each such part is folders and
 * a file: {@code jobs/id/<212 bytes>~+/<the rest>}. What it was can be told from what it became.
 */
final class SplitNames {
  /** A file's name has 255; S3Proxy adds a dash and a UUID, and a part's number before them. */
  static final int MAX_BYTES = 255 - 37 - 6;

  /** Ends a folder that is one only because a name went on. */
  private static final String GOES_ON = "~+/";

  private SplitNames() {}

  static String split(String key) {
    return Arrays.stream(key.split("/", -1)).map(SplitNames::part).collect(Collectors.joining("/"));
  }

  static String whole(String path) {
    return path.replace(GOES_ON, "");
  }

  /** What the paths of all keys begin with that begin with {@code prefix}; others' may too. */
  static String prefix(String prefix) {
    int last = prefix.lastIndexOf('/') + 1;
    String begun = prefix.substring(last);
    return split(prefix.substring(0, last)) + begun.substring(0, fitting(begun));
  }

  private static String part(String name) {
    int end = fitting(name);
    return end == name.length()
        ? name
        : name.substring(0, end) + GOES_ON + part(name.substring(end));
  }

  /** How much of it a file's name can be, between code points. */
  private static int fitting(String name) {
    int end = Math.min(name.length(), MAX_BYTES);
    while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      end = name.offsetByCodePoints(end, -1);
    }
    boolean pair =
        end > 0 && end < name.length() && Character.isHighSurrogate(name.charAt(end - 1));
    return pair ? end - 1 : end;
  }
}
