import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The operator as a process of its own, with the flags of its image and a heap of at most 256 MiB. */
final class OperatorProcess implements AutoCloseable {
  private static final Pattern PAUSE = Pattern.compile("Pause .*?(\\d+)M->(\\d+)M\\(\\d+M\\)");

  private final Process process;
  private final Path collections;

  private OperatorProcess(Process process, Path collections) {
    this.process = process;
    this.collections = collections;
  }

  /** As its image runs it: with what a JVM has learned of its start. */
  static OperatorProcess start(Path home, Map<String, String> env)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("operator", ".log");
    Path collections = Files.createTempFile("operator", ".gc");
    Path cache = Files.createTempDirectory("operator").resolve("operator.aot");
    List<String> training = command(home, List.of("-XX:AOTCacheOutput=" + cache));
    training.add("--train");
    System.out.println("operator's log: " + log);
    if (new ProcessBuilder(training).redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor() != 0) {
      throw new IllegalStateException("the operator cannot be trained, see " + log);
    }
    List<String> command =
        command(home, List.of("-XX:AOTCache=" + cache, "-Xmx256m", "-Xlog:gc:file=" + collections));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(env);
    return new OperatorProcess(builder.start(), collections);
  }

  private static List<String> command(Path home, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + home.resolve("operator/java.args"));
    command.addAll(options);
    command.addAll(
        List.of("-cp", home + "/local/target/waybill-local.jar:" + home + "/local/target/lib/*", "dev.waybill.operator.OperatorMain"));
    return command;
  }

  /** CPU time since its start, in milliseconds. */
  long cpuMillis() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the operator has ended with " + process.exitValue());
    }
    return process.info().totalCpuDuration().orElseThrow().toMillis();
  }

  /** What is live now: a collection of everything leaves it, in MiB. */
  int liveMib() throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.run").redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    return pauses().filter(pause -> pause.group().startsWith("Pause Full"))
        .mapToInt(pause -> Integer.parseInt(pause.group(2)))
        .reduce(0, (before, last) -> last);
  }

  /** The most that a collection has found in use, in MiB. */
  int mostMib() throws IOException {
    return pauses().mapToInt(pause -> Integer.parseInt(pause.group(1))).max().orElse(0);
  }

  private Stream<MatchResult> pauses() throws IOException {
    return PAUSE.matcher(Files.readString(collections)).results();
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
