package dev.waybill.kubernetes.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.kubernetes.EmbeddedKubernetes;
import dev.waybill.kubernetes.PodLogs;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** An embedded API in a process of its own, so that it can be killed or kept short of memory. */
final class EmbeddedProcess implements AutoCloseable {
  private final Process process;
  private final KubernetesClient client;

  private EmbeddedProcess(Process process, KubernetesClient client) {
    this.process = process;
    this.client = client;
  }

  /** Starts on what the folder holds, and returns when it answers. */
  static EmbeddedProcess start(Path folder, String... jvmOptions) throws IOException {
    Path kubeconfig = folder.resolve("kubeconfig");
    Files.deleteIfExists(kubeconfig);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(jvmOptions));
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(EmbeddedProcess.class.getName(), folder.toString()));
    File log = folder.resolve("log").toFile();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !process.isAlive() || Files.exists(kubeconfig));
    assertThat(process.isAlive()).as("see %s", log).isTrue();
    return new EmbeddedProcess(process, Cluster.newClient(kubeconfig));
  }

  Api api() {
    return new Api(client);
  }

  KubernetesClient client() {
    return client;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** As {@code kill -9} does: it has no time for anything. */
  void kill() {
    process.destroyForcibly();
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
  }

  @Override
  public void close() {
    client.close();
    kill();
  }

  /** The process itself: it ends with its parent, or when it is killed. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    var kubernetes =
        EmbeddedKubernetes.start(new EmbeddedKubernetes.Settings(folder, 0, PodLogs.NONE));
    Path draft = Files.writeString(folder.resolve("kubeconfig.new"), kubernetes.kubeconfig());
    Files.move(draft, folder.resolve("kubeconfig"), StandardCopyOption.ATOMIC_MOVE);
    ProcessHandle.current().parent().orElseThrow().onExit().join();
    System.exit(0);
  }
}
