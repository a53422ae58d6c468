package dev.waybill.worker.extract;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.tika.metadata.Metadata;

/** A document's own metadata, sorted and bounded: names and values come from outside. */
final class MetadataView {
  private static final int MAX_NAMES = 200;
  private static final int MAX_NAME = 128;
  private static final int MAX_VALUES = 16;
  private static final int MAX_VALUE = 1024;

  /** In code points, of all names and values together: a metadata.json stays below 256 KiB. */
  private static final int MAX_TOTAL = 48 * 1024;

  /** What the image parsers say of the file on the worker's disk: another one at every attempt. */
  private static final Set<String> WORKERS_FILE =
      Set.of("File Name", "File Size", "File Modified Date");

  private MetadataView() {}

  static SortedMap<String, List<String>> of(Metadata metadata) {
    SortedMap<String, List<String>> view = new TreeMap<>();
    int left = MAX_TOTAL;
    for (String name : Arrays.stream(metadata.names()).sorted().toList()) {
      if (!ofTheDocument(name)) {
        continue;
      }
      List<String> values = values(metadata.getValues(name));
      left -= name.length() + values.stream().mapToInt(String::length).sum();
      if (left < 0 || view.size() == MAX_NAMES) {
        break;
      }
      view.put(WellFormed.atMost(name, MAX_NAME), values);
    }
    return view;
  }

  private static List<String> values(String[] values) {
    return Arrays.stream(values)
        .limit(MAX_VALUES)
        .map(value -> WellFormed.atMost(value, MAX_VALUE))
        .toList();
  }

  /** Tika's notes to itself are not the document's. */
  private static boolean ofTheDocument(String name) {
    return !name.startsWith("X-TIKA")
        && !name.equals("resourceName")
        && !WORKERS_FILE.contains(name);
  }
}
