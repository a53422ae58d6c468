package dev.waybill.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Certificates of authorities that a process trusts beside the platform's own: where a store or an
 * issuer has one that no public authority vouches for.
 *
 * @param file of PEM certificates; null: the platform's own are all
 */
public record TrustedAuthorities(Path file) {
  /** What names the file, of every process of Waybill's that speaks to a store. */
  public static final String KEY = "WAYBILL_TRUST_FILE";

  private static final String TYPE = "PKCS12";

  /** Of all public authorities together it is a quarter of that. */
  private static final int LONGEST = 1 << 20;

  /** From {@value #KEY}. */
  public static TrustedAuthorities fromEnv(Map<String, String> env) {
    String file = env.get(KEY);
    return new TrustedAuthorities(file == null || file.isEmpty() ? null : Path.of(file));
  }

  /**
   * Has the whole process trust them: before its first connection, for clients take what is trusted
   * when they are made. By the platform's own settings, which every client goes by: the AWS SDK's
   * makes a context of its own. What changes in the file later is not seen.
   *
   * @throws IllegalArgumentException naming the key, where the file cannot be used
   */
  public void trust() {
    if (file == null) {
      return;
    }
    try {
      System.setProperty("javax.net.ssl.trustStore", written(all()).toString());
      System.setProperty("javax.net.ssl.trustStoreType", TYPE);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, null, null);
      SSLContext.setDefault(context);
    } catch (GeneralSecurityException e) {
      throw refused("holds what is no certificate", e);
    } catch (IOException e) {
      throw refused("cannot be read", e);
    }
  }

  /** Without a password: it holds nothing that is not public. */
  private Path written(KeyStore all) throws GeneralSecurityException {
    try {
      Path place = Files.createTempFile("authorities", ".p12");
      place.toFile().deleteOnExit();
      try (OutputStream out = Files.newOutputStream(place)) {
        all.store(out, null);
      }
      return place;
    } catch (IOException e) {
      throw refused("cannot be copied into " + System.getProperty("java.io.tmpdir"), e);
    }
  }

  /** The platform's and the file's. */
  KeyStore all() throws GeneralSecurityException, IOException {
    KeyStore all = KeyStore.getInstance(TYPE);
    all.load(null, null);
    add(all, "platform", platforms());
    add(all, "own", own());
    return all;
  }

  private static void add(KeyStore all, String kind, Certificate[] certificates)
      throws GeneralSecurityException {
    for (int i = 0; i < certificates.length; i++) {
      all.setCertificateEntry(kind + i, certificates[i]);
    }
  }

  private static X509Certificate[] platforms() throws GeneralSecurityException {
    return ((X509TrustManager) managers(null)[0]).getAcceptedIssuers();
  }

  private Certificate[] own() throws GeneralSecurityException, IOException {
    byte[] content;
    try (InputStream pem = Files.newInputStream(file)) {
      content = pem.readNBytes(LONGEST + 1);
    }
    if (content.length > LONGEST) {
      throw refused("has more than %d bytes".formatted(LONGEST), null);
    }
    Certificate[] found =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(content))
            .toArray(Certificate[]::new);
    if (found.length == 0) {
      throw refused("holds no certificate", null);
    }
    return found;
  }

  private static TrustManager[] managers(KeyStore trusted) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }

  private IllegalArgumentException refused(String why, Exception cause) {
    return new IllegalArgumentException(KEY + ": " + file + " " + why, cause);
  }
}
