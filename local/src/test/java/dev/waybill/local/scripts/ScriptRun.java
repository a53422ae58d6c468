package dev.waybill.local.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One of the scripts, run to its end.
 *
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record ScriptRun(int exitCode, String out, String err) {
  private static final Path SCRIPTS = Path.of("..", "scripts");

  /**
   * @param folder where what it writes is kept
   * @param env beyond this process's own
   */
  static ScriptRun of(Path folder, Map<String, String> env, String script, String... args)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process = start(out, err, env, script, args);
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    assertThat(process.isAlive()).as("%s goes on: %s", script, Files.readString(err)).isFalse();
    return new ScriptRun(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  static Process start(Path out, Path err, Map<String, String> env, String script, String... args)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", SCRIPTS.resolve(script).toString()));
    command.addAll(List.of(args));
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().remove("WAYBILL_URL");
    process.environment().putAll(env);
    return process.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }
}
