package dev.waybill.local.stack;

import dev.waybill.local.Trouble;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts the project's sample archives into the store, in a bucket that jobs may name: a manifest
 * given to {@code kubectl apply} then finds its archive.
 */
final class Samples {
  private Samples() {}

  static void put(Path folder, ObjectStore store) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> archives =
          files.filter(file -> file.getFileName().toString().endsWith(".zip")).toList();
      for (Path archive : archives) {
        put(archive, ObjectRef.of(Store.SAMPLES, archive.getFileName().toString()), store);
      }
    } catch (IOException e) {
      throw new Trouble("the samples in " + folder + " cannot be read", e);
    }
  }

  private static void put(Path archive, ObjectRef ref, ObjectStore store) throws IOException {
    long size = Files.size(archive);
    if (store.head(ref).filter(there -> there.size() == size).isPresent()) {
      return;
    }
    try (ObjectStore.Upload upload = store.upload(ref, "application/zip");
        OutputStream out = upload) {
      Files.copy(archive, out);
      upload.complete();
    }
  }
}
