package dev.waybill.kubernetes.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner may read. */
public final class PrivateFiles {
  private PrivateFiles() {}

  /** Makes an empty file where there is none. */
  public static void createIfAbsent(Path file) throws IOException {
    if (!Files.exists(file)) {
      write(file).close();
    }
  }

  /** Replaces a file by a new one that nobody else could read at any moment. */
  static OutputStream write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      var owner = PosixFilePermissions.fromString("rw-------");
      Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
    }
    return Files.newOutputStream(file);
  }
}
