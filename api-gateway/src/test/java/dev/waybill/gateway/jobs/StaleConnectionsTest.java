package dev.waybill.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.crds.KubernetesClients;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StaleConnectionsTest {
  private static final String NO_PODS = "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":[]}";
  private static final String ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
          .formatted(NO_PODS.length(), NO_PODS);

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicInteger accepted = new AtomicInteger();
  private final KubernetesClient client = KubernetesClients.connect(config(server.getLocalPort()));

  /** Requests that a connection answers before it closes at the next one. */
  private volatile int answers;

  StaleConnectionsTest() throws IOException {
    Thread.ofVirtual().start(this::accept);
  }

  private static Config config(int port) {
    return new ConfigBuilder(Config.empty()).withMasterUrl("http://127.0.0.1:" + port).build();
  }

  @AfterEach
  void end() throws IOException {
    client.close();
    server.close();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        accepted.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      var in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
      for (int served = 0; request(in) && served < answers; served++) {
        connection.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // the client has gone
    }
  }

  private static boolean request(BufferedReader in) throws IOException {
    String line = in.readLine();
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
    return line != null;
  }

  private int pods() {
    return KubernetesJobs.quick(client, quick -> quick.pods().inNamespace("n").list())
        .getItems()
        .size();
  }

  @Test
  void a_request_into_a_connection_that_was_just_closed_is_sent_again() {
    answers = 1;
    assertThat(pods()).isZero();
    assertThat(pods()).isZero();
    assertThat(accepted).hasValue(2);
  }

  @Test
  void a_server_that_closes_every_connection_is_given_up() {
    answers = 0;
    assertThatThrownBy(this::pods).isInstanceOf(KubernetesClientException.class);
    assertThat(accepted).hasValue(4);
  }
}
