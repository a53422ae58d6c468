package dev.waybill.worker.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.storage.manifest.Skipped;
import dev.waybill.storage.text.DisplayText;
import dev.waybill.worker.TaskFailed;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** What a user's container left: looked through whole, within limits, before any of it is sent. */
final class OutputTree {
  private final OutputLimits limits;
  private final List<OutputFile> files = new ArrayList<>();
  private final SkippedOutput skipped = new SkippedOutput();
  private int entries;

  private OutputTree(OutputLimits limits) {
    this.limits = limits;
  }

  /**
   * @throws TaskFailed naming the limit that is exceeded, or what cannot be read
   */
  static OutputTree of(SafeFolder folder, OutputLimits limits) throws TaskFailed, IOException {
    OutputTree tree = new OutputTree(limits);
    tree.read(folder, "", 1);
    tree.files.sort(Comparator.comparing(OutputFile::path));
    tree.checkSizes();
    return tree;
  }

  /** By path. */
  List<OutputFile> files() {
    return files;
  }

  /** By path. */
  List<Skipped> skipped() {
    return skipped.listed();
  }

  private void read(SafeFolder folder, String prefix, int depth) throws TaskFailed, IOException {
    if (depth > limits.depth()) {
      throw exceeded("folders more than %d deep".formatted(limits.depth()));
    }
    Iterator<Path> names = folder.entries();
    try {
      while (names.hasNext()) {
        if (++entries > limits.entries()) {
          throw exceeded("more than %d files and folders".formatted(limits.entries()));
        }
        read(folder, names.next(), prefix, depth);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void read(SafeFolder folder, Path entry, String prefix, int depth)
      throws TaskFailed, IOException {
    String name = entry.getFileName().toString();
    String path = prefix + name;
    String refusal = OutputNames.refusal(name);
    if (refusal != null) {
      skipped.add(path, refusal);
      return;
    }
    try {
      BasicFileAttributes attributes = folder.attributes(entry);
      if (attributes.isDirectory()) {
        try (SafeFolder inner = folder.folder(entry)) {
          read(inner, path + "/", depth + 1);
        }
      } else if (attributes.isRegularFile()) {
        add(path, folder.size(entry));
      } else {
        skipped.add(
            path,
            attributes.isSymbolicLink() ? "a link" : "a device, a FIFO or a socket, not a file");
      }
    } catch (AccessDeniedException e) {
      throw new TaskFailed(
          "the output cannot be read: permission denied for " + shown(path), false);
    }
  }

  private void add(String path, long size) throws TaskFailed {
    if (path.getBytes(UTF_8).length > OutputLimits.PATH_BYTES) {
      throw exceeded("a path of more than %d bytes".formatted(OutputLimits.PATH_BYTES));
    }
    files.add(new OutputFile(path, size));
  }

  private void checkSizes() throws TaskFailed {
    long left = limits.bytes();
    for (OutputFile file : files) {
      if (file.size() > limits.objectBytes()) {
        throw exceeded(
            "a file of more than %d bytes: %s".formatted(limits.objectBytes(), shown(file.path())));
      }
      left -= file.size();
      if (left < 0) {
        throw exceeded("more than %d bytes in all".formatted(limits.bytes()));
      }
    }
  }

  private static String shown(String path) {
    return DisplayText.of(path, 100);
  }

  private static TaskFailed exceeded(String what) {
    return new TaskFailed("the output exceeds a limit: " + what, false);
  }
}
