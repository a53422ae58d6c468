package dev.waybill.operator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.kubernetes.EmbeddedKubernetes;
import dev.waybill.kubernetes.PodLogs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator that cannot begin must end, for its cluster to begin it again. */
class FailedStartProcessTest {
  @TempDir Path folder;

  @Test
  void an_operator_whose_kinds_the_api_server_does_not_know_ends_and_says_why() throws Exception {
    Path output = folder.resolve("output");
    try (EmbeddedKubernetes kubernetes =
        EmbeddedKubernetes.start(
            new EmbeddedKubernetes.Settings(folder.resolve("kubernetes"), 0, PodLogs.NONE))) {
      Path kubeconfig =
          Files.writeString(folder.resolve("kubeconfig"), kubernetes.kubeconfig(), UTF_8);
      Process process = operator(kubeconfig).redirectOutput(output.toFile()).start();
      boolean ended = process.waitFor(120, TimeUnit.SECONDS);
      process.destroyForcibly();

      assertThat(ended).as(Files.readString(output, UTF_8)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(output).content(UTF_8).contains("cannot work");
    }
  }

  private static ProcessBuilder operator(Path kubeconfig) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.waybill.operator.OperatorMain");
    builder
        .environment()
        .putAll(
            Map.of(
                "KUBECONFIG", kubeconfig.toString(),
                "WAYBILL_OPERATOR_NAMESPACE", "default",
                "WAYBILL_OPERATOR_ADMIN_PORT", "0",
                "WAYBILL_STORE_ENDPOINT", "http://127.0.0.1:1",
                "WAYBILL_STORE_ACCESS_KEY_ID", "id",
                "WAYBILL_STORE_SECRET_ACCESS_KEY", "secret",
                "WAYBILL_STORE_INPUT_BUCKET", "input",
                "WAYBILL_STORE_OUTPUT_BUCKET", "output"));
    return builder.redirectErrorStream(true);
  }
}
