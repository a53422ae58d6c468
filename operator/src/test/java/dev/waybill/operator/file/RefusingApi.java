package dev.waybill.operator.file;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;

/** An API server that takes what is created, or refuses it as it is told to. */
final class RefusingApi implements AutoCloseable {
  /** In place of a status code: the connection is closed. */
  static final int NO_ANSWER = -1;

  /** Method and path below {@code /namespaces/ns/} of each request. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  volatile int toJobs = 201;
  volatile int toSecrets = 201;

  /** The reason of a refusal's Status. */
  volatile String reason;

  volatile String message = "exceeded quota";

  /** Names of Jobs that a policy refuses. */
  final Set<String> denied = new CopyOnWriteArraySet<>();

  private final HttpServer server;

  RefusingApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  KubernetesClient client() {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder()
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .withRequestRetryBackoffLimit(0)
                .build())
        .build();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString().replaceAll(".*/namespaces/ns/", "");
    requests.add(exchange.getRequestMethod() + " " + path);
    byte[] body = exchange.getRequestBody().readAllBytes();
    int code = 200;
    if (exchange.getRequestMethod().equals("POST")) {
      code = path.equals("jobs") ? toJob(body) : toSecrets;
    }
    if (code == NO_ANSWER) {
      exchange.close();
      return;
    }
    byte[] answer = code < 300 && body.length > 0 ? body : status(code);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private int toJob(byte[] body) {
    String job = new String(body, StandardCharsets.UTF_8);
    return denied.stream().anyMatch(name -> job.contains("\"" + name + "\"")) ? 403 : toJobs;
  }

  private byte[] status(int code) {
    return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"reason\":%s,\"message\":\"%s\",\"code\":%d}"
        .formatted(reason == null ? null : "\"" + reason + "\"", message, code)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
