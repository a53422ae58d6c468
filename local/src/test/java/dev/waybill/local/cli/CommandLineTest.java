package dev.waybill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.data.DataFolder;
import dev.waybill.local.data.FolderLock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "run no-such.zip",
        "run .",
        "run letter.txt",
        "run archive.zip --parallelism 0",
        "run archive.zip --parallelism many",
        "run archive.zip --output no-such-folder/results.zip",
        "run archive.zip --output archive.zip",
        "run archive.zip --nonsense",
        "up --port 70000",
        "nonsense"
      })
  void wrong_usage_is_one_line_and_exit_2(String line) throws Exception {
    Files.writeString(temp.resolve("letter.txt"), "not an archive");
    Files.writeString(temp.resolve("archive.zip"), "not an archive either");

    assertThat(execute(inTemp(line))).isEqualTo(2);
    assertThat(err()).hasLineCount(1).startsWith("waybill");
    assertThat(out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "up", "token"})
  void help_explains_the_command_and_where_the_data_lies(String command) {
    assertThat(execute(command, "--help")).isZero();
    assertThat(out())
        .contains("Usage: waybill " + command)
        .contains("--data")
        .contains("XDG_DATA_HOME");
  }

  @Test
  void run_explains_its_exit_codes() {
    execute("run", "--help");

    assertThat(out()).contains("130", "every document completed", "--json", "--parallelism");
  }

  @ParameterizedTest
  @ValueSource(strings = {"up --port 0", "run archive.zip --output results.zip"})
  void a_folder_that_another_uses_is_one_line(String line) throws Exception {
    Files.writeString(temp.resolve("archive.zip"), "anything");
    Path data = temp.resolve("data");
    FolderLock lock = FolderLock.take(DataFolder.open(data));

    int exitCode = execute(inTemp(line + " --data data"));

    lock.close();
    assertThat(exitCode).isEqualTo(1);
    assertThat(err()).hasLineCount(1).contains("in use by another waybill", data.toString());
    assertThat(out()).isEmpty();
  }

  @Test
  void a_folder_that_cannot_be_written_is_one_line() throws Exception {
    Files.writeString(temp.resolve("file"), "");

    assertThat(execute("up", "--data", temp.resolve("file/data").toString())).isEqualTo(1);
    assertThat(err()).hasLineCount(1).contains("cannot be written");
  }

  @Test
  void a_port_in_use_is_one_line() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      assertThat(execute("up", "--port", port, "--data", temp.resolve("data").toString()))
          .isEqualTo(1);
      assertThat(err()).hasLineCount(1).contains("port " + port + " is in use", "--port");
    }
  }

  @Test
  void a_token_without_a_running_api_is_one_line() {
    assertThat(execute("token", "--data", temp.resolve("data").toString())).isEqualTo(1);
    assertThat(err()).hasLineCount(1).contains("no API runs", "./waybill up");
    assertThat(out()).isEmpty();
  }

  private String[] inTemp(String line) {
    String[] args = line.split(" ");
    for (int i = 1; i < args.length; i++) {
      boolean file = args[i].contains(".") || args[i].equals("data");
      args[i] = file ? temp.resolve(args[i]).toString() : args[i];
    }
    return args;
  }

  private int execute(String... args) {
    Terminal terminal = new Terminal(stream(out), stream(err), false);
    return WaybillCommand.execute(terminal, Map.of(), args);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
