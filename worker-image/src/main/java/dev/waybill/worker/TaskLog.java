package dev.waybill.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.storage.text.DisplayText;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The log of one command: lines to a stream as they come, and kept, bounded, for the store. */
public final class TaskLog {
  private static final int MAX_KEPT = 64 * 1024;

  private final PrintStream stream;
  private final StringBuilder kept = new StringBuilder();
  private boolean full;

  public TaskLog(PrintStream stream) {
    this.stream = stream;
  }

  /** One line, its time before it; what it says may come from outside. */
  public synchronized void line(String text) {
    String line = Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + DisplayText.of(text);
    stream.println(line);
    if (kept.length() + line.length() < MAX_KEPT) {
      kept.append(line).append('\n');
    } else if (!full) {
      full = true;
      kept.append("The log is longer than can be kept.\n");
    }
  }

  /** All lines so far, for {@code log.txt}. */
  public synchronized byte[] kept() {
    return kept.toString().getBytes(UTF_8);
  }
}
