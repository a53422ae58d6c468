package dev.waybill.worker.collect;

import dev.waybill.storage.manifest.Manifest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The folder of each file in results.zip: its name, which is unique in its job without regard to
 * case. {@code manifest.json} is taken: a document of that name moves as a taken name does in an
 * archive (contract, idp). Pure.
 */
final class ResultNames {
  private static final String MANIFEST = "manifest.json";

  private ResultNames() {}

  /** By index. */
  static Map<Integer, String> of(List<Manifest.File> files) {
    Set<String> taken = new HashSet<>();
    files.forEach(file -> taken.add(folded(safe(file.name()))));
    Map<Integer, String> folders = new HashMap<>();
    for (Manifest.File file : files) {
      String name = safe(file.name());
      folders.put(file.index(), folded(name).equals(MANIFEST) ? firstFree(name, taken) : name);
    }
    return folders;
  }

  private static String firstFree(String name, Set<String> taken) {
    int dot = name.lastIndexOf('.');
    for (int number = 1; ; number++) {
      String free = name.substring(0, dot) + "_" + number + name.substring(dot);
      if (taken.add(folded(free))) {
        return free;
      }
    }
  }

  /** Names are flat when they reach the manifest; an unpacked zip must not rest on that. */
  private static String safe(String name) {
    String flat = name.replace('/', '_').replace('\\', '_');
    return flat.equals(".") || flat.equals("..") ? "_" + flat : flat;
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
