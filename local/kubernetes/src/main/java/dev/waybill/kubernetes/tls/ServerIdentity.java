package dev.waybill.kubernetes.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/**
 * By what the API shows that it is itself, and by what its clients show that they may speak to it.
 * Both lie in the data folder, for its owner's eyes alone.
 *
 * @param keys the server's key and certificate under {@link #PASSWORD}
 * @param certificate self-signed, to be trusted by clients
 * @param token the bearer token that every request must carry
 */
public record ServerIdentity(KeyStore keys, X509Certificate certificate, String token) {
  // The key store's file is protected by its permissions; the format wants a password all the same.
  private static final char[] PASSWORD = "loopback".toCharArray();
  private static final String ALIAS = "api";
  private static final Duration RENEW_BEFORE = Duration.ofDays(30);
  private static final int TOKEN_BYTES = 32;

  /** What the key store is locked with. */
  public static char[] password() {
    return PASSWORD.clone();
  }

  /** Reads the identity from a folder, making what is absent or about to expire. */
  public static ServerIdentity open(Path folder, Instant now) throws IOException {
    try {
      Path keyFile = folder.resolve("server.p12");
      KeyStore keys = Files.exists(keyFile) ? load(keyFile) : null;
      if (keys == null || expires(keys, now)) {
        keys = Certificates.selfSigned(ALIAS, PASSWORD, now);
        save(keys, keyFile);
      }
      X509Certificate certificate = (X509Certificate) keys.getCertificate(ALIAS);
      return new ServerIdentity(keys, certificate, token(folder.resolve("token")));
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot make the API's certificate", e);
    }
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static void save(KeyStore keys, Path file) throws IOException, GeneralSecurityException {
    try (OutputStream out = PrivateFiles.write(file)) {
      keys.store(out, PASSWORD);
    }
  }

  private static boolean expires(KeyStore keys, Instant now) throws GeneralSecurityException {
    return !(keys.getCertificate(ALIAS) instanceof X509Certificate certificate)
        || certificate.getNotAfter().before(Date.from(now.plus(RENEW_BEFORE)));
  }

  private static String token(Path file) throws IOException {
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    try (OutputStream out = PrivateFiles.write(file)) {
      out.write(token.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
    return token;
  }
}
