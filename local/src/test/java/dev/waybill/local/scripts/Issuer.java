package dev.waybill.local.scripts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** An issuer of somebody else: keeps what it is asked, and gives one answer. */
final class Issuer implements AutoCloseable {
  private final HttpServer server;
  private final int status;
  private final String answer;
  private volatile String authorization = "";
  private volatile String form = "";
  private volatile List<String> commandLines = List.of();

  private Issuer(HttpServer server, int status, String answer) {
    this.server = server;
    this.status = status;
    this.answer = answer;
  }

  static Issuer answering(int status, String answer) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Issuer issuer = new Issuer(HttpServer.create(any, 0), status, answer);
    issuer.server.createContext("/token", issuer::token);
    issuer.server.start();
    return issuer;
  }

  private void token(HttpExchange exchange) throws IOException {
    authorization = exchange.getRequestHeaders().getFirst("Authorization");
    form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    commandLines =
        ProcessHandle.allProcesses()
            .map(process -> process.info().commandLine())
            .flatMap(Optional::stream)
            .toList();
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
  }

  String authorization() {
    return authorization;
  }

  String form() {
    return form;
  }

  /** Of every process on this machine, while the request was under way. */
  List<String> commandLines() {
    return commandLines;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
