package dev.waybill.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.local.Main;
import dev.waybill.local.client.Http;
import dev.waybill.local.client.JobApi;
import dev.waybill.local.client.TokenSource;
import dev.waybill.local.data.Credentials;
import dev.waybill.local.data.DataFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real {@code waybill up} in a process of its own. */
final class UpProcess implements AutoCloseable {
  private final Process process;
  private final DataFolder folder;
  private final Path log;
  private final Http http = new Http();

  private UpProcess(Process process, DataFolder folder, Path log) {
    this.process = process;
    this.folder = folder;
    this.log = log;
  }

  /** Returns once its API answers. */
  static UpProcess start(Path data) throws IOException {
    DataFolder folder = DataFolder.open(data);
    Files.deleteIfExists(folder.api());
    Path log = data.resolveSibling(data.getFileName() + "-output.log");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-Dlogback.configurationFile=dev/waybill/local/logback.xml",
                    Main.class.getName(),
                    "up",
                    "--port",
                    "0",
                    "--data",
                    data.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> Files.exists(folder.api()) || !process.isAlive());
    assertThat(process.isAlive()).as(() -> output(log)).isTrue();
    return new UpProcess(process, folder, log);
  }

  private static String output(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "no output";
    }
  }

  /** What it has printed. */
  String output() {
    return output(log);
  }

  URI address() throws IOException {
    return URI.create(Files.readString(folder.api()));
  }

  JobApi api() throws IOException {
    return new JobApi(http, address(), tokens());
  }

  TokenSource tokens() throws IOException {
    return new TokenSource(http, address(), Credentials.of(folder), Clock.systemUTC());
  }

  Http http() {
    return http;
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  /** As Ctrl-C does; the exit code. */
  int interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    http.close();
    process.destroyForcibly();
  }
}
