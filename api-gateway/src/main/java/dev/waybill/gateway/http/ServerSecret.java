package dev.waybill.gateway.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What every replica of this gateway knows and nobody else: makes ids and seals cursors. */
public final class ServerSecret {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MIN_BYTES = 32;

  private final SecretKeySpec key;

  public ServerSecret(byte[] secret) {
    if (secret.length < MIN_BYTES) {
      throw new IllegalArgumentException(
          "WAYBILL_GATEWAY_SECRET_FILE must hold at least " + MIN_BYTES + " bytes");
    }
    key = new SecretKeySpec(secret, ALGORITHM);
  }

  public static ServerSecret read(Path file) {
    try {
      return new ServerSecret(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("WAYBILL_GATEWAY_SECRET_FILE cannot be read", e);
    }
  }

  /** HMAC-SHA256 of the parts; each with its length, so that no two lists of parts are one text. */
  public byte[] mac(String... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        mac.update(bytes);
      }
      return mac.doFinal();
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }
}
