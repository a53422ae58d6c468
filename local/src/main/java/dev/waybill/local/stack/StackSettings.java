package dev.waybill.local.stack;

import dev.waybill.local.data.DataFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * @param port of the API; 0: any free one
 * @param parallelism how many files are in progress at once; 0: what suits this machine
 * @param samples a folder whose archives are put into the store for manifests to name
 * @param env the environment: an S3 of one's own, and {@code WAYBILL_…} keys of gateway and
 *     operator that win over the laptop's
 */
public record StackSettings(
    DataFolder folder, int port, int parallelism, Optional<Path> samples, Map<String, String> env) {

  /** Files that may be claimed while others still hold the pool: starting one takes its time. */
  private static final int CLAIMED_PER_CHILD = 8;

  private static final int MOST_CHILDREN = 4;

  int children() {
    int cores = Runtime.getRuntime().availableProcessors();
    return parallelism > 0 ? parallelism : Math.min(cores, MOST_CHILDREN);
  }

  int claims() {
    return parallelism > 0 ? parallelism : children() * CLAIMED_PER_CHILD;
  }
}
