package dev.waybill.local.data;

import dev.waybill.local.Trouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** One process at a time uses a data folder; the system frees the lock of one that died. */
public final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws Trouble where another process has the folder
   */
  public static FolderLock take(DataFolder folder) {
    FileChannel channel = null;
    try {
      channel =
          FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) != null) {
        channel.truncate(0);
        String owner = Long.toString(ProcessHandle.current().pid());
        channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)));
        return new FolderLock(channel);
      }
      channel.close();
    } catch (IOException e) {
      throw new Trouble("the data folder " + folder.root() + " cannot be locked", e);
    }
    throw new Trouble(
        "the data folder %s is in use by another waybill%s; end that one, or choose another folder with --data"
            .formatted(folder.root(), owner(folder)));
  }

  /** Whether a process has the folder now. */
  public static boolean taken(DataFolder folder) {
    if (!Files.exists(folder.lock())) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.WRITE)) {
      return lock(channel) == null;
    } catch (IOException e) {
      throw new Trouble("the data folder " + folder.root() + " cannot be locked", e);
    }
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String owner(DataFolder folder) {
    try {
      String pid = Files.readString(folder.lock()).strip();
      return pid.matches("\\d{1,10}") ? " (process " + pid + ")" : "";
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new Trouble("the lock of the data folder cannot be freed", e);
    }
  }
}
