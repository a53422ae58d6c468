package dev.waybill.worker.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for one document, gone with all that is in it when the document is done. */
record Workspace(Path folder) implements AutoCloseable {

  static Workspace create() throws IOException {
    return new Workspace(Files.createTempDirectory("waybill-document-"));
  }

  Path document() {
    return folder.resolve("document");
  }

  Path text() {
    return folder.resolve("text");
  }

  @Override
  public void close() throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.walk(folder)) {
      paths = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
