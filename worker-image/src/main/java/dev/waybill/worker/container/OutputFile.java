package dev.waybill.worker.container;

import java.util.List;

/**
 * A regular file below a user's output folder.
 *
 * @param path relative to that folder, with slashes
 */
record OutputFile(String path, long size) {
  List<String> levels() {
    return List.of(path.split("/"));
  }
}
