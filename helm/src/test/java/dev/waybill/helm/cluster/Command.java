package dev.waybill.helm.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A script or a tool, as a process; its output goes to files, which nobody has to read. */
final class Command implements AutoCloseable {
  private final Process process;
  private final Path out;
  private final Path err;

  private Command(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * @param folder for its output
   */
  static Command start(Path folder, Map<String, String> env, String... line) throws IOException {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(List.of(line)).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(env);
    return new Command(builder.start(), out, err);
  }

  /** Its exit code. */
  int await(int seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new AssertionError("does not end within " + seconds + " s: " + err());
    }
    return process.exitValue();
  }

  boolean runs() {
    return process.isAlive();
  }

  String out() {
    return text(out);
  }

  String err() {
    return text(err);
  }

  /** As SIGTERM does; the exit code. */
  int end() throws InterruptedException {
    process.destroy();
    return await(30);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
