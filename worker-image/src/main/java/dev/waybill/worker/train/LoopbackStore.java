package dev.waybill.worker.train;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Plays the store to a worker of this process: one archive to read by range, every form taken and
 * thrown away, nothing else found.
 */
final class LoopbackStore implements AutoCloseable {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,10})-(\\d{1,10})");
  private static final String ARCHIVE = "/archive";
  private static final String FORMS = "/forms";

  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile byte[] archive = {};

  private LoopbackStore(HttpServer server, String scheme) throws IOException {
    this.server = server;
    this.scheme = scheme;
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.setExecutor(threads);
    server.createContext(ARCHIVE, this::read);
    server.createContext(FORMS, exchange -> answer(exchange, 204));
    server.createContext("/", exchange -> answer(exchange, 404));
    server.start();
  }

  /** One that is spoken to in the clear, as within a cluster. */
  static LoopbackStore plain() throws IOException {
    return new LoopbackStore(HttpServer.create(), "http");
  }

  /** One that is spoken to by TLS, as most are. */
  static LoopbackStore secure(LoopbackCertificate certificate) throws IOException {
    HttpsServer server = HttpsServer.create();
    server.setHttpsConfigurator(new ClientsChoice(certificate.server()));
    return new LoopbackStore(server, "https");
  }

  /** Leaves the cipher to the client, as most stores do. */
  private static final class ClientsChoice extends HttpsConfigurator {
    ClientsChoice(SSLContext context) {
      super(context);
    }

    @Override
    public void configure(HttpsParameters connection) {
      SSLParameters parameters = getSSLContext().getDefaultSSLParameters();
      parameters.setUseCipherSuitesOrder(false);
      connection.setSSLParameters(parameters);
    }
  }

  /** What is read from now on. */
  void hold(byte[] bytes) {
    archive = bytes;
  }

  String url() {
    InetSocketAddress address = server.getAddress();
    return scheme + "://" + address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  String archiveUrl() {
    return url() + ARCHIVE;
  }

  String formsUrl() {
    return url() + FORMS;
  }

  private void read(HttpExchange exchange) throws IOException {
    Matcher range = RANGE.matcher(exchange.getRequestHeaders().getFirst("Range"));
    byte[] held = archive;
    long from = range.matches() ? Long.parseLong(range.group(1)) : held.length;
    if (from >= held.length) {
      answer(exchange, 416);
      return;
    }
    long end = Math.min(Long.parseLong(range.group(2)) + 1, held.length);
    byte[] body = Arrays.copyOfRange(held, (int) from, (int) end);
    try (exchange) {
      exchange.sendResponseHeaders(206, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      exchange.sendResponseHeaders(status, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
