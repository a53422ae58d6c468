package dev.waybill.local.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One container's log: appended line by line up to a bound, read by any number of readers. Where it
 * cannot be written it ends, and the container goes on.
 */
final class ContainerLog implements AutoCloseable {
  private static final long MAX_BYTES = 4 << 20;
  private static final byte[] CUT =
      "the log was too long and is cut here\n".getBytes(StandardCharsets.UTF_8);

  private static final Logger LOG = LoggerFactory.getLogger(ContainerLog.class);

  private final Path file;
  private long written;
  private boolean full;
  private boolean closed;

  ContainerLog(Path file) {
    this.file = file;
    try {
      Files.createDirectories(file.getParent());
      written = Files.exists(file) ? Files.size(file) : Files.size(Files.createFile(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void append(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    if (closed || full) {
      return;
    }
    full = written + bytes.length > MAX_BYTES;
    write(full ? CUT : bytes);
  }

  private void write(byte[] bytes) {
    try {
      Files.write(file, bytes, StandardOpenOption.APPEND);
      written += bytes.length;
      notifyAll();
    } catch (IOException e) {
      LOG.warn("log {} is cut: it cannot be written", file, e);
      full = true;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /**
   * @param follow waits at the end for more, until the container has ended
   */
  InputStream read(boolean follow) {
    try {
      return new Reader(FileChannel.open(file, StandardOpenOption.READ), follow);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized boolean waitForMore(long position) {
    while (!closed && written <= position) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return written > position;
  }

  private final class Reader extends InputStream {
    private final FileChannel channel;
    private final boolean follow;

    private Reader(FileChannel channel, boolean follow) {
      this.channel = channel;
      this.follow = follow;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = channel.read(ByteBuffer.wrap(into, offset, length));
      boolean more = count < 0 && follow && waitForMore(channel.position());
      return more ? channel.read(ByteBuffer.wrap(into, offset, length)) : count;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
