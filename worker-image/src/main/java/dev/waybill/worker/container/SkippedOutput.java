package dev.waybill.worker.container;

import dev.waybill.storage.manifest.Skipped;
import dev.waybill.storage.text.DisplayText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is not delivered, and why: as many as a manifest has room for, and the number of others. */
final class SkippedOutput {
  static final int LISTED = 100;

  private static final int PATH_CHARACTERS = 256;

  private final List<Skipped> all = new ArrayList<>();

  /**
   * @param path as the user's container wrote it
   */
  void add(String path, String reason) {
    all.add(new Skipped(DisplayText.of(path, PATH_CHARACTERS), reason));
  }

  /** By path. */
  List<Skipped> listed() {
    List<Skipped> sorted = all.stream().sorted(Comparator.comparing(Skipped::path)).toList();
    if (sorted.size() <= LISTED) {
      return sorted;
    }
    List<Skipped> listed = new ArrayList<>(sorted.subList(0, LISTED - 1));
    listed.add(new Skipped("…", "%d more".formatted(sorted.size() - listed.size())));
    return List.copyOf(listed);
  }
}
