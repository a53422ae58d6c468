package dev.waybill.helm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One archive through the front door of a cluster, from inside and from outside. */
@OnCluster
class ArchiveClusterTest {
  private final Installation installed;

  @TempDir Path folder;

  ArchiveClusterTest(Installation installed) {
    this.installed = installed;
  }

  @Test
  void the_samples_come_back_through_the_tunnel_as_they_do_on_a_laptop() throws Exception {
    int port = freePort();
    String[] release = {Installation.RELEASE, "--namespace", installed.namespace()};
    Map<String, String> env =
        Map.of(
            "KUBECONFIG",
            installed.settings().kubeconfig().toString(),
            "WAYBILL_URL",
            "http://127.0.0.1:" + port);
    try (Command tunnel =
        Command.start(
            folder,
            env,
            "../scripts/tunnel.sh",
            release[0],
            release[1],
            release[2],
            "--port",
            Integer.toString(port))) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> !tunnel.runs() || tunnel.out().contains(Integer.toString(port)));
      assertThat(tunnel.runs()).as(tunnel.err()).isTrue();

      try (Command token =
          Command.start(
              folder, env, "../scripts/get_api_token.sh", release[0], release[1], release[2])) {
        assertThat(token.await(60)).as(token.err()).isZero();
        assertThat(token.out()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\\R");
      }

      Path results = folder.resolve("results.zip");
      try (Command walk =
          Command.start(
              folder,
              env,
              "../scripts/walk.sh",
              "--url",
              env.get("WAYBILL_URL"),
              "--credentials",
              credentials().toString(),
              "--output",
              results.toString(),
              Archives.DOCUMENTS.toString())) {
        assertThat(walk.await(660)).as(walk.out() + walk.err()).isZero();
      }
      assertThat(tunnel.end()).isEqualTo(143);
      Archives.assertSame(results, Laptop.results(Archives.DOCUMENTS, folder));
    }
  }

  @Test
  void the_samples_go_in_and_come_out_from_a_pod_through_the_gateways_service() throws Exception {
    try (ClientPod pod = ClientPod.walk(installed, Archives.DOCUMENTS)) {
      assertThat(pod.log()).endsWith("SUCCEEDED PK\n");
    }
  }

  private Path credentials() throws IOException {
    return Files.write(
        folder.resolve("credentials.json"),
        new ObjectMapper()
            .writeValueAsBytes(
                Map.of(
                    "clientId", installed.secret("waybill-client", "clientId"),
                    "clientSecret", installed.secret("waybill-client", "clientSecret"))));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
