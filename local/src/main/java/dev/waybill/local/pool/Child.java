package dev.waybill.local.pool;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One child JVM, used by one thread at a time; killed by any. */
final class Child {
  private static final int OUT_OF_MEMORY_EXIT = 3;
  private static final int MAX_LINE = 1 << 20;
  private static final int LAST_WORDS_SECONDS = 5;

  private final Process process;
  private final InputStream output;
  private volatile boolean killed;
  private int served;
  private boolean spent;

  private Child(Process process) {
    this.process = process;
    this.output = new BufferedInputStream(process.getInputStream(), 1 << 16);
  }

  static Child start(List<String> command) throws IOException {
    return new Child(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Runs one task; {@code log} is given its lines as they come. */
  Ended run(Task task, Consumer<String> log) throws InterruptedException {
    served++;
    try {
      process.getOutputStream().write((Wire.write(task) + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      for (String line = readLine(); line != null; line = readLine()) {
        if (!line.isEmpty() && line.charAt(0) == Wire.END) {
          Wire.End end = Wire.read(line.substring(1), Wire.End.class);
          spent = end.spent();
          return Ended.byItself(end.exitCode(), end.message());
        }
        log.accept(!line.isEmpty() && line.charAt(0) == Wire.LOG ? line.substring(1) : line);
      }
    } catch (IOException e) {
      log.accept("the worker's process went away");
    }
    return died();
  }

  private Ended died() throws InterruptedException {
    if (!process.waitFor(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    int exitCode = process.waitFor();
    if (killed) {
      return Ended.killed();
    }
    return exitCode == OUT_OF_MEMORY_EXIT || exitCode == Ended.KILLED
        ? Ended.outOfMemory()
        : Ended.byItself(exitCode == 0 ? 1 : exitCode, "");
  }

  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = output.read();
    while (b >= 0 && b != '\n' && line.size() < MAX_LINE) {
      line.write(b);
      b = output.read();
    }
    return b < 0 && line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
  }

  /**
   * Whether it can be given another task.
   *
   * @param mostTasks that a child serves in all
   */
  boolean fit(int mostTasks) {
    return process.isAlive() && !spent && served < mostTasks;
  }

  void kill() {
    killed = true;
    process.destroyForcibly();
  }
}
