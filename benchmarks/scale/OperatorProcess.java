import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The operator as a process of its own, with the flags of its image and a heap of at most 256 MiB. */
final class OperatorProcess implements AutoCloseable {
  private static final Pattern PAUSE = Pattern.compile("(\\d+)M->(\\d+)M\\(\\d+M\\)");

  private final Process process;
  private final Path collections;

  private OperatorProcess(Process process, Path collections) {
    this.process = process;
    this.collections = collections;
  }

  static OperatorProcess start(Path home, Map<String, String> env) throws IOException {
    Path log = Files.createTempFile("operator", ".log");
    Path collections = Files.createTempFile("operator", ".gc");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "@" + home.resolve("operator/java.args"),
            "-Xmx256m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xlog:gc:file=" + collections));
    command.addAll(
        List.of("-cp", home + "/local/target/waybill-local.jar:" + home + "/local/target/lib/*", "dev.waybill.operator.OperatorMain"));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(env);
    System.out.println("operator's log: " + log);
    return new OperatorProcess(builder.start(), collections);
  }

  /** CPU time since its start, in milliseconds. */
  long cpuMillis() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the operator has ended with " + process.exitValue());
    }
    return process.info().totalCpuDuration().orElseThrow().toMillis();
  }

  /** The most that a garbage collection has found in use, and the most that one has left, in MiB. */
  int[] heapMib() throws IOException {
    int[] most = {0, 0};
    Matcher pause = PAUSE.matcher(Files.readString(collections));
    while (pause.find()) {
      most[0] = Math.max(most[0], Integer.parseInt(pause.group(1)));
      most[1] = Math.max(most[1], Integer.parseInt(pause.group(2)));
    }
    return most;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }
}
