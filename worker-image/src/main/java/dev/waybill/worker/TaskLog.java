package dev.waybill.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.storage.text.DisplayText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;

/** The log of one command: lines to a stream as they come, and their end kept for the store. */
public final class TaskLog {
  private static final int MAX_KEPT = 64 * 1024;

  private final PrintStream stream;
  private final Deque<byte[]> kept = new ArrayDeque<>();
  private int keptBytes;
  private long dropped;

  public TaskLog(PrintStream stream) {
    this.stream = stream;
  }

  /** One line, its time before it; what it says may come from outside. */
  public synchronized void line(String text) {
    String line = Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + DisplayText.of(text);
    stream.println(line);
    keep((line + "\n").getBytes(UTF_8));
  }

  private void keep(byte[] line) {
    kept.add(line);
    keptBytes += line.length;
    while (keptBytes > MAX_KEPT) {
      keptBytes -= kept.remove().length;
      dropped++;
    }
  }

  /** The last lines, and how many came before them, for {@code log.txt}. */
  public synchronized byte[] kept() {
    ByteArrayOutputStream all = new ByteArrayOutputStream(keptBytes);
    if (dropped > 0) {
      String note = "The log is longer than can be kept: %d lines before these are gone.\n";
      all.writeBytes(note.formatted(dropped).getBytes(UTF_8));
    }
    kept.forEach(all::writeBytes);
    return all.toByteArray();
  }
}
