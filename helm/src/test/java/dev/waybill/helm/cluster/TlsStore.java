package dev.waybill.helm.cluster;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The store once more, behind TLS at a port of this machine's, with a certificate that no public
 * authority vouches for. While it is open the release speaks to it, and it can go away.
 */
final class TlsStore implements AutoCloseable {
  private static final String AUTHORITY = "acme-authority";
  private static final String PASSWORD = "password";
  private static final int SECONDS = 60;

  private final Installation installed;
  private final URI store;
  private final ServerSocket server;
  private final List<ConfigMap> authorities;
  private final ExecutorService relays = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger turnedAway = new AtomicInteger();
  private volatile boolean away;

  private TlsStore(Installation installed, ServerSocket server, String certificate) {
    this.installed = installed;
    this.store = installed.settings().storeFromPods();
    this.server = server;
    this.authorities =
        Stream.of(installed.namespace(), installed.jobs())
            .map(namespace -> authority(namespace, certificate))
            .toList();
  }

  /**
   * Skips the test where pods do not reach the store by an address of this machine.
   *
   * @param folder for the certificate
   */
  static TlsStore of(Installation installed, Path folder) throws Exception {
    String host = installed.settings().storeFromPods().getHost();
    assumeThat(NetworkInterface.getByInetAddress(InetAddress.getByName(host)))
        .as("pods reach this machine by " + host)
        .isNotNull();
    Path keys = folder.resolve("store.p12");
    Path pem = folder.resolve("ca.crt");
    keytool(keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=store", "-ext", "san=ip:" + host);
    keytool(keys, "-exportcert", "-rfc", "-file", pem.toString());
    ServerSocket server = tls(keys).getServerSocketFactory().createServerSocket(0);
    TlsStore started = new TlsStore(installed, server, Files.readString(pem));
    started.relays.submit(started::accept);
    try {
      started.use();
    } catch (RuntimeException | Error e) {
      started.close();
      throw e;
    }
    return started;
  }

  private void use() {
    authorities.forEach(each -> installed.client().resource(each).create());
    installed.upgrade(
        "{store: {endpoint: \"https://%s:%d\"}, trust: {configMap: %s}}"
            .formatted(store.getHost(), server.getLocalPort(), AUTHORITY));
  }

  private static ConfigMap authority(String namespace, String certificate) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(AUTHORITY)
        .withNamespace(namespace)
        .endMetadata()
        .addToData("ca.crt", certificate)
        .build();
  }

  /** How many have begun to speak to it so far. */
  int connections() {
    return connections.get();
  }

  /** From now on nobody gets an answer, whoever waits for one included. */
  void goAway() throws IOException {
    away = true;
    for (Socket one : open) {
      one.close();
    }
  }

  /** How many it turned away so far. */
  int turnedAway() {
    return turnedAway.get();
  }

  void comeBack() {
    away = false;
  }

  @Override
  public void close() throws IOException {
    try {
      installed.upgrade();
    } finally {
      authorities.forEach(each -> installed.client().resource(each).delete());
      server.close();
      relays.shutdownNow();
    }
  }

  private Void accept() throws IOException {
    while (true) {
      Socket in = server.accept();
      connections.incrementAndGet();
      relays.submit(() -> relay(in));
    }
  }

  private Void relay(Socket in) throws IOException {
    open.add(in);
    try (in) {
      if (away) {
        turnedAway.incrementAndGet();
        return null;
      }
      try (Socket out = new Socket(store.getHost(), store.getPort())) {
        relays.submit(() -> pass(out, in));
        return pass(in, out);
      }
    } finally {
      open.remove(in);
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
