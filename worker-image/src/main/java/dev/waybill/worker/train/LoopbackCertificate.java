package dev.waybill.worker.train;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and a certificate of this machine's loopback address, made for this process. */
public final class LoopbackCertificate implements AutoCloseable {
  private static final String PASSWORD = "training";
  private static final long SECONDS = 60;

  private final Path file;
  private final SSLContext server;

  private LoopbackCertificate(Path file) throws IOException {
    this.file = file;
    try {
      keytool(file);
      server = server(file);
    } catch (GeneralSecurityException e) {
      throw new IOException("no certificate for the loopback address", e);
    }
  }

  public static LoopbackCertificate make() throws IOException {
    return new LoopbackCertificate(Files.createTempDirectory("training").resolve("loopback.p12"));
  }

  /**
   * This process trusts it from now on: so the worker sets TLS up as in a pod, by the platform's
   * own settings.
   */
  void trust() throws IOException {
    try {
      // what a pod trusts: later it is only this certificate's turn
      TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm())
          .init((KeyStore) null);
    } catch (GeneralSecurityException e) {
      throw new IOException("no authorities of the platform's", e);
    }
    System.setProperty("javax.net.ssl.trustStore", file.toString());
    System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
  }

  /** What a server of this certificate speaks. */
  public SSLContext server() {
    return server;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    Files.delete(file.getParent());
  }

  /** RSA, as the stores that most pods read from. */
  private static void keytool(Path file) throws IOException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "1",
                "-dname",
                "CN=loopback",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    try {
      if (!keytool.waitFor(SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        throw new IOException("keytool made no certificate");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      keytool.destroyForcibly();
    }
  }

  private static SSLContext server(Path file) throws GeneralSecurityException, IOException {
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
}
