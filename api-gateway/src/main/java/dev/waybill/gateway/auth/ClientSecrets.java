package dev.waybill.gateway.auth;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.InvalidKeySpecException;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes of client secrets, as the clients file keeps them: {@code
 * pbkdf2-sha256$<iterations>$<salt>$<hash>}, salt and hash in base64.
 */
public final class ClientSecrets {
  /**
   * Enough for a secret that a person chose; a random one of 128 bits or more needs no stretching.
   */
  public static final int ITERATIONS = 600_000;

  static final int MAX_ITERATIONS = 5_000_000;

  private static final String KIND = "pbkdf2-sha256";
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private ClientSecrets() {}

  /** A new random secret of 256 bits, safe in a form, a header and a shell. */
  public static String random() {
    byte[] secret = new byte[BYTES];
    RANDOM.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  public static String hash(String secret, int iterations) {
    byte[] salt = new byte[BYTES / 2];
    RANDOM.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder();
    return String.join(
        "$",
        KIND,
        Integer.toString(iterations),
        base64.encodeToString(salt),
        base64.encodeToString(pbkdf2(secret, salt, iterations)));
  }

  /** A parsed hash; has no text form, so that it cannot reach a log. */
  static final class Hash {
    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    /**
     * @throws IllegalArgumentException for a text that {@link #hash} cannot have written; never
     *     quotes it
     */
    Hash(String text) {
      String[] part = text.split("\\$");
      if (part.length != 4 || !part[0].equals(KIND) || !part[1].matches("\\d{1,7}")) {
        throw new IllegalArgumentException("a secret's hash is not " + KIND + "$…$…$…");
      }
      iterations = Integer.parseInt(part[1]);
      salt = Base64.getDecoder().decode(part[2]);
      hash = Base64.getDecoder().decode(part[3]);
      if (iterations < 1
          || iterations > MAX_ITERATIONS
          || salt.length < 8
          || hash.length != BYTES) {
        throw new IllegalArgumentException("a secret's hash has iterations or sizes out of bounds");
      }
    }

    int iterations() {
      return iterations;
    }

    /** Takes the same time whether or not it matches. */
    boolean matches(String secret) {
      return MessageDigest.isEqual(hash, pbkdf2(secret, salt, iterations));
    }
  }

  private static byte[] pbkdf2(String secret, byte[] salt, int iterations) {
    PBEKeySpec key = new PBEKeySpec(secret.toCharArray(), salt, iterations, BYTES * 8);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(key).getEncoded();
    } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
      throw new IllegalStateException(e);
    } finally {
      key.clearPassword();
    }
  }
}
