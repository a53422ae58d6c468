package dev.waybill.gateway.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** The files of the built-in issuer, as an installation begins with them. */
public final class IssuerFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A secret of so many characters was drawn at random, as ours are, and needs no stretching. */
  private static final int RANDOM_LENGTH = 43;

  private static final int FEW_ITERATIONS = 1000;

  private IssuerFiles() {}

  /**
   * A clients file with one client.
   *
   * @throws IllegalArgumentException for an id that no client can have
   */
  public static String oneClient(String id, String secret, List<String> scopes) {
    int iterations = secret.length() >= RANDOM_LENGTH ? FEW_ITERATIONS : ClientSecrets.ITERATIONS;
    Client client = new Client(id, null, List.of(ClientSecrets.hash(secret, iterations)), scopes);
    try {
      return JSON.writeValueAsString(List.of(client));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @throws IllegalArgumentException for an id that no client can have
   */
  public static void requireClientId(String id) {
    Client.requireId(id);
  }

  /**
   * @throws IllegalArgumentException for a secret that a client's own tools would not send as it
   *     is; never quotes it
   */
  public static void requireClientSecret(String secret) {
    if (secret.isEmpty() || secret.contains("\n") || secret.contains("\r")) {
      throw new IllegalArgumentException("clientSecret must be one line that is not empty");
    }
  }

  /** A signing-keys file with one new key. */
  public static String newSigningKeys() {
    return SigningKeys.generate();
  }

  /**
   * @throws IllegalArgumentException for what a gateway would not start with; never quotes it
   */
  public static void requireSigningKeys(byte[] file) {
    SigningKeys.parse(file);
  }

  /**
   * Whether a client of this id and secret is in a clients file.
   *
   * @throws IllegalArgumentException for what is no clients file; never quotes it
   */
  public static boolean knows(byte[] clients, String id, String secret) {
    return Clients.parse(clients).authenticate(id, secret).isPresent();
  }
}
