package dev.waybill.gateway.house;

import dev.waybill.kubernetes.PodLogs;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What a node would keep of its containers' output: written by tests, read as it comes. */
public final class PlayedLogs implements PodLogs {
  private final Map<String, Log> logs = new ConcurrentHashMap<>();

  public Log of(String pod, String container) {
    return logs.computeIfAbsent(pod + "/" + container, key -> new Log());
  }

  @Override
  public Optional<InputStream> open(
      String namespace, String pod, String container, boolean follow) {
    return Optional.of(of(pod, container).new Reader());
  }

  /** One container's. */
  public static final class Log {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AtomicInteger readers = new AtomicInteger();
    private boolean ended;

    public synchronized void write(String text) {
      written.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      notifyAll();
    }

    public synchronized void end() {
      ended = true;
      notifyAll();
    }

    public int readers() {
      return readers.get();
    }

    private synchronized byte[] after(int position) throws InterruptedException {
      while (written.size() == position && !ended) {
        wait();
      }
      return Arrays.copyOfRange(written.toByteArray(), position, written.size());
    }

    private final class Reader extends InputStream {
      private int position;

      Reader() {
        readers.incrementAndGet();
      }

      @Override
      public int read() {
        throw new UnsupportedOperationException();
      }

      @Override
      public int read(byte[] into, int offset, int length) {
        try {
          byte[] more = after(position);
          int count = Math.min(more.length, length);
          System.arraycopy(more, 0, into, offset, count);
          position += count;
          return count == 0 ? -1 : count;
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return -1;
        }
      }

      @Override
      public void close() {
        readers.decrementAndGet();
      }
    }
  }
}
