package dev.waybill.worker.container;

import dev.waybill.worker.TaskFailed;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** The two folders that a user's container shares with the steps around it. */
record WorkFolder(Path folder) {

  /** From {@code WAYBILL_WORK_FOLDER} (/work). */
  static WorkFolder fromEnv(Map<String, String> env) {
    return new WorkFolder(Path.of(env.getOrDefault("WAYBILL_WORK_FOLDER", "/work")));
  }

  /**
   * @param name of the file, flat; it came with a client's archive
   */
  Path input(String name) throws TaskFailed {
    Path folder = folder().resolve("input");
    try {
      Path file = folder.resolve(name);
      if (file.getParent().equals(folder) && file.equals(file.normalize())) {
        return file;
      }
    } catch (InvalidPathException e) {
      // Said below.
    }
    throw new TaskFailed("the file's name cannot be that of a file: " + name, false);
  }

  Path output() {
    return folder.resolve("output");
  }
}
