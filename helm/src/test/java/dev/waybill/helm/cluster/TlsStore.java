package dev.waybill.helm.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The store once more, behind TLS at a port of this machine's, with a certificate that no public
 * authority vouches for.
 */
final class TlsStore implements AutoCloseable {
  private static final String PASSWORD = "password";
  private static final int SECONDS = 60;

  private final URI store;
  private final Path certificate;
  private final ServerSocket server;
  private final ExecutorService relays = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger connections = new AtomicInteger();

  private TlsStore(URI store, Path certificate, ServerSocket server) {
    this.store = store;
    this.certificate = certificate;
    this.server = server;
  }

  /**
   * @param store as pods reach it, by an address of this machine
   * @param folder for the certificate
   */
  static TlsStore before(URI store, Path folder) throws Exception {
    Path keys = folder.resolve("store.p12");
    Path pem = folder.resolve("ca.crt");
    String address = "san=ip:" + store.getHost();
    keytool(keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=store", "-ext", address);
    keytool(keys, "-exportcert", "-rfc", "-file", pem.toString());
    ServerSocket server = tls(keys).getServerSocketFactory().createServerSocket(0);
    TlsStore started = new TlsStore(store, pem, server);
    started.relays.submit(started::accept);
    return started;
  }

  /** Whether pods reach a server that this process starts by the host they reach the store by. */
  static boolean possible(URI store) throws IOException {
    return NetworkInterface.getByInetAddress(InetAddress.getByName(store.getHost())) != null;
  }

  URI endpoint() {
    return URI.create("https://" + store.getHost() + ":" + server.getLocalPort());
  }

  /** PEM. */
  String certificate() throws IOException {
    return Files.readString(certificate);
  }

  /** How many have begun to speak to it so far. */
  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
    relays.shutdownNow();
  }

  private Void accept() throws IOException {
    while (true) {
      Socket in = server.accept();
      connections.incrementAndGet();
      relays.submit(() -> relay(in));
    }
  }

  private Void relay(Socket in) throws IOException {
    try (in;
        Socket out = new Socket(store.getHost(), store.getPort())) {
      relays.submit(() -> pass(out, in));
      return pass(in, out);
    }
  }

  /** Until one of them has had enough. */
  private static Void pass(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
      return null;
    }
  }

  private static SSLContext tls(Path file) throws Exception {
    KeyStore own = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(file)) {
      own.load(content, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static void keytool(Path keys, String... what) throws Exception {
    String[] common = {"-alias", "store", "-keystore", keys.toString(), "-storepass", PASSWORD};
    String[] line = new String[1 + what.length + common.length];
    line[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    System.arraycopy(what, 0, line, 1, what.length);
    System.arraycopy(common, 0, line, 1 + what.length, common.length);
    try (Command keytool = Command.start(keys.getParent(), Map.of(), line)) {
      if (keytool.await(SECONDS) != 0) {
        throw new IOException(keytool.out() + keytool.err());
      }
    }
  }
}
