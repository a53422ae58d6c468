package dev.waybill.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedAuthoritiesTest {
  private static final String PASSWORD = "password";

  @TempDir static Path folder;
  private static Path pem;
  private static HttpsServer server;

  private final SSLContext before = defaults();

  @BeforeAll
  static void start() throws Exception {
    Path keys = folder.resolve("store.p12");
    pem = folder.resolve("ca.crt");
    keytool(
        List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=store", "-ext", "san=ip:127.0.0.1"),
        keys);
    keytool(List.of("-exportcert", "-rfc", "-file", pem.toString()), keys);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(server(keys)));
    server.createContext("/", exchange -> exchange.sendResponseHeaders(404, -1));
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @AfterEach
  void trustAsBefore() {
    SSLContext.setDefault(before);
    System.clearProperty("javax.net.ssl.trustStore");
    System.clearProperty("javax.net.ssl.trustStoreType");
  }

  @Test
  void a_server_that_no_public_authority_vouches_for_is_trusted_where_its_own_is_named()
      throws Exception {
    assertThatThrownBy(this::asked).isInstanceOf(SSLHandshakeException.class);
    assertThatThrownBy(this::stored).isInstanceOf(StoreException.class);

    TrustedAuthorities.fromEnv(Map.of("WAYBILL_TRUST_FILE", pem.toString())).trust();

    assertThat(asked()).isEqualTo(404);
    assertThat(stored()).isEmpty();
  }

  @Test
  void the_public_ones_are_trusted_as_before() throws Exception {
    // beside others, as a bundle has them
    Path bundle = folder.resolve("bundle.crt");
    Files.writeString(bundle, "# ours\n" + Files.readString(pem) + "\n" + Files.readString(pem));

    assertThat(new TrustedAuthorities(bundle).all().size()).isEqualTo(publicOnes().length + 2);
  }

  @Test
  void where_no_file_is_named_nothing_changes() {
    TrustedAuthorities.fromEnv(Map.of("WAYBILL_TRUST_FILE", "")).trust();

    assertThat(defaults()).isSameAs(before);
    assertThat(TrustedAuthorities.fromEnv(Map.of())).isEqualTo(new TrustedAuthorities(null));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "empty     | holds no certificate",
        "text      | holds what is no certificate",
        "missing   | cannot be read",
        "endless   | has more than 1048576 bytes"
      })
  void a_file_that_cannot_be_used_is_told_by_its_key(String kind, String why) throws Exception {
    Path file = folder.resolve(kind);
    switch (kind) {
      case "empty" -> Files.createFile(file);
      case "text" -> Files.writeString(file, "-----BEGIN CERTIFICATE-----\nnone\n");
      case "endless" -> Files.write(file, " ".repeat((1 << 20) + 1).getBytes(UTF_8));
      default -> assertThat(file).doesNotExist();
    }

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrustedAuthorities(file).trust())
        .withMessage("WAYBILL_TRUST_FILE: " + file + " " + why);
  }

  private int asked() throws Exception {
    URI place = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(place).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }

  /** By the AWS SDK. */
  private Optional<ObjectInfo> stored() {
    StoreConfig config =
        StoreConfig.fromEnv(
            Map.of(
                "WAYBILL_STORE_ENDPOINT", "https://127.0.0.1:" + server.getAddress().getPort(),
                "WAYBILL_STORE_ACCESS_KEY_ID", "id",
                "WAYBILL_STORE_SECRET_ACCESS_KEY", "secret-key",
                "WAYBILL_STORE_INPUT_BUCKET", "in-bucket",
                "WAYBILL_STORE_OUTPUT_BUCKET", "out-bucket"));
    try (ObjectStore store = S3Store.connect(config)) {
      return store.head(ObjectRef.of("in-bucket", "key"));
    }
  }

  private static SSLContext defaults() {
    try {
      return SSLContext.getDefault();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object[] publicOnes() throws Exception {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    return ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers();
  }

  private static void keytool(List<String> what, Path keys) throws Exception {
    List<String> command =
        Stream.of(
                List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()),
                what,
                List.of("-alias", "store", "-keystore", keys.toString(), "-storepass", PASSWORD))
            .flatMap(List::stream)
            .toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static SSLContext server(Path keys) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(keys)) {
      store.load(content, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }
}
