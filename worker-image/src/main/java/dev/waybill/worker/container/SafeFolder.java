package dev.waybill.worker.container;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * A folder that somebody else filled. Everything is opened relative to the folder that holds it and
 * no link is followed, so that nothing outside of it can be reached, whatever is renamed meanwhile.
 */
record SafeFolder(SecureDirectoryStream<Path> stream) implements AutoCloseable {
  private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS);

  static SafeFolder open(Path folder) throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(folder);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return new SafeFolder(secure);
    }
    stream.close();
    throw new IOException("this machine cannot open files relative to a folder");
  }

  /** What is in it, in no order; to be asked once. */
  Iterator<Path> entries() {
    return stream.iterator();
  }

  BasicFileAttributes attributes(Path entry) throws IOException {
    return stream
        .getFileAttributeView(entry.getFileName(), BasicFileAttributeView.class, NOFOLLOW_LINKS)
        .readAttributes();
  }

  SafeFolder folder(Path entry) throws IOException {
    return new SafeFolder(stream.newDirectoryStream(entry.getFileName(), NOFOLLOW_LINKS));
  }

  /** Of a regular file that can be read: others, a FIFO among them, are never opened. */
  long size(Path entry) throws IOException {
    try (SeekableByteChannel file = channel(entry)) {
      return file.size();
    }
  }

  private SeekableByteChannel channel(Path entry) throws IOException {
    if (!attributes(entry).isRegularFile()) {
      throw new NoSuchFileException(entry.getFileName().toString());
    }
    return stream.newByteChannel(entry.getFileName(), READ);
  }

  /**
   * @param path of a regular file below this folder, level by level
   */
  InputStream read(List<String> path) throws IOException {
    Path name = Path.of(path.getFirst());
    if (path.size() == 1) {
      return Channels.newInputStream(channel(name));
    }
    // What is open relative to a folder stays open without it.
    try (SafeFolder folder = folder(name)) {
      return folder.read(path.subList(1, path.size()));
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
