package dev.waybill.gateway.auth;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One entry of the clients file.
 *
 * @param subject the {@code sub} of its tokens, and so the owner of its jobs; null: its id
 * @param secrets {@link ClientSecrets} hashes; several are valid at once, for rotation
 * @param scopes all that it may be given
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Client(String clientId, String subject, List<String> secrets, List<String> scopes) {

  static final int MAX_ID = 128;

  private static final int MAX_SECRETS = 4;

  public Client {
    secrets = secrets == null ? List.of() : List.copyOf(secrets);
    scopes = scopes == null ? List.of() : List.copyOf(scopes);
    requireId(clientId);
    if (secrets.isEmpty() || secrets.size() > MAX_SECRETS || scopes.isEmpty()) {
      throw new IllegalArgumentException(
          "client " + clientId + " needs scopes and 1 to " + MAX_SECRETS + " secrets");
    }
    if (!scopes.stream().allMatch(s -> s.matches("[\\x21-\\x7e]+"))) {
      throw new IllegalArgumentException("client " + clientId + " has a scope that is no scope");
    }
  }

  static void requireId(String clientId) {
    if (clientId == null || !clientId.matches("[\\x21-\\x7e&&[^:]]{1," + MAX_ID + "}")) {
      throw new IllegalArgumentException(
          "clientId must be 1 to 128 visible ASCII characters without a colon");
    }
  }

  /** The {@code sub} of its tokens. */
  String tokenSubject() {
    return subject == null || subject.isEmpty() ? clientId : subject;
  }

  @Override
  public String toString() {
    return "Client[" + clientId + "]";
  }
}
