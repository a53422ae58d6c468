package dev.waybill.gateway.idp;

import dev.waybill.gateway.http.Refusal;
import dev.waybill.gateway.http.ServerSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/** Cursors, sealed: each is good for the caller and the query that it was given to. */
final class Cursors {
  private static final int SEAL = 16;
  private static final int MAX = 512;

  private final ServerSecret secret;

  Cursors(ServerSecret secret) {
    this.secret = secret;
  }

  /**
   * @param query what is listed and by which filters
   */
  String seal(String principal, String query, String position) {
    byte[] text = position.getBytes(StandardCharsets.UTF_8);
    byte[] whole = Arrays.copyOf(mac(principal, query, position), SEAL + text.length);
    System.arraycopy(text, 0, whole, SEAL, text.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  /**
   * The position that a cursor stands for.
   *
   * @throws Refusal 400 for one that was given to another caller, for another query, or by nobody
   */
  String open(String principal, String query, String cursor) {
    byte[] whole = decode(cursor);
    if (whole.length > SEAL) {
      String position = new String(whole, SEAL, whole.length - SEAL, StandardCharsets.UTF_8);
      byte[] seal = Arrays.copyOf(whole, SEAL);
      if (MessageDigest.isEqual(seal, mac(principal, query, position))) {
        return position;
      }
    }
    throw Refusal.of(400, "The cursor is not one of this query");
  }

  private static byte[] decode(String cursor) {
    try {
      return cursor.length() > MAX ? new byte[0] : Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private byte[] mac(String principal, String query, String position) {
    return Arrays.copyOf(secret.mac("cursor", principal, query, position), SEAL);
  }
}
