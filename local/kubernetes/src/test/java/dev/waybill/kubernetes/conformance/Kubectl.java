package dev.waybill.kubernetes.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real kubectl, run in a folder and against a namespace of its own. */
final class Kubectl {
  private static final int OLDEST_MINOR = 30;
  private static final String TOOL = find();

  private final Path folder;
  private final String namespace;

  /** Makes the namespace; ends the test, as skipped, where there is no kubectl to be had. */
  Kubectl(Path folder) throws Exception {
    assumeTrue(!TOOL.isEmpty(), "kubectl is neither on the PATH nor named by WAYBILL_KUBECTL");
    this.folder = folder;
    this.namespace = Cluster.shared().newNamespace();
    String version =
        Api.json(run("version", "--client", "-o", "json")).at("/clientVersion/minor").asText();
    boolean recent = Integer.parseInt(version.replaceAll("\\D", "")) >= OLDEST_MINOR;
    assumeTrue(recent, "kubectl 1." + version + " is older than 1." + OLDEST_MINOR);
  }

  String namespace() {
    return namespace;
  }

  void write(String name, String yaml) throws IOException {
    // What begins with a brace is taken for JSON.
    Files.writeString(folder.resolve(name), "---\n" + yaml);
  }

  /** What it prints, however it ends. */
  String run(String... arguments) throws Exception {
    return execute(arguments).text();
  }

  Output execute(String... arguments) throws Exception {
    try (Running running = start(arguments)) {
      assertThat(running.process().waitFor(90, TimeUnit.SECONDS))
          .as("kubectl %s ended", List.of(arguments))
          .isTrue();
      return new Output(running.process().exitValue(), running.text());
    }
  }

  Running start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(TOOL, "-n", namespace));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "output", "");
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", Cluster.shared().kubeconfig().toString());
    builder.environment().put("HOME", folder.toString());
    return new Running(builder.redirectOutput(output.toFile()).start(), output);
  }

  private static String find() {
    String given = System.getenv("WAYBILL_KUBECTL");
    if (given != null && !given.isBlank()) {
      return given;
    }
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(folder, "kubectl"))) {
        return "kubectl";
      }
    }
    return "";
  }

  /** How it ended and what it printed, errors among it. */
  record Output(int code, String text) {}

  /** One that may run on, until it is closed. */
  record Running(Process process, Path output) implements AutoCloseable {
    String text() throws IOException {
      return Files.readString(output);
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
