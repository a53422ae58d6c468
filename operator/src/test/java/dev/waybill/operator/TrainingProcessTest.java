package dev.waybill.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingProcessTest {
  @TempDir Path folder;

  @Test
  void training_needs_nothing_of_its_machine_leaves_nothing_on_it_and_ends_by_itself()
      throws Exception {
    Path output = folder.resolve("output");
    Path machine = Files.createDirectory(folder.resolve("machine"));
    Process process = operator(machine).redirectOutput(output.toFile()).start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();

    assertThat(ended).as(Files.readString(output, UTF_8)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output, UTF_8)).isZero();
    assertThat(machine).isEmptyDirectory();
  }

  private static ProcessBuilder operator(Path machine) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xmx256m",
            "-Djava.io.tmpdir=" + machine,
            "-Duser.home=" + machine,
            "-cp",
            System.getProperty("java.class.path"),
            "dev.waybill.operator.OperatorMain",
            "--train");
    builder.environment().clear();
    return builder.directory(machine.toFile()).redirectErrorStream(true);
  }
}
