package dev.waybill.gateway.jobs;

import dev.waybill.crds.KubernetesClients;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * An API server of which a test decides when it closes a connection; without bodies of requests.
 */
final class RawServer implements AutoCloseable {
  /** Answers one request, or does not and has its connection closed. */
  interface Answer {
    /**
     * @return the body; null: none, and the connection is closed
     */
    String to(String request, Socket connection) throws IOException;
  }

  private final ServerSocket server;
  private final Answer answer;
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final KubernetesClient client;

  RawServer(Answer answer) {
    this.answer = answer;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    String address = "http://127.0.0.1:" + server.getLocalPort();
    Config config = new ConfigBuilder(Config.empty()).withMasterUrl(address).build();
    client = KubernetesClients.connect(config);
    Thread.ofVirtual().start(this::accept);
  }

  KubernetesClient client() {
    return client;
  }

  /** Methods and paths, of all connections. */
  Queue<String> requests() {
    return requests;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
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
      for (String body = next(in, connection); body != null; body = next(in, connection)) {
        connection.getOutputStream().write(whole(body).getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // the client has gone
    }
  }

  private String next(BufferedReader in, Socket connection) throws IOException {
    String request = request(in);
    requests.add(request);
    return answer.to(request, connection);
  }

  private static String request(BufferedReader in) throws IOException {
    String first = in.readLine();
    String line = first;
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
    if (line == null) {
      throw new IOException("gone");
    }
    return first.substring(0, first.lastIndexOf(' '));
  }

  private static String whole(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(body.length(), body);
  }

  @Override
  public void close() {
    client.close();
    try {
      server.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
