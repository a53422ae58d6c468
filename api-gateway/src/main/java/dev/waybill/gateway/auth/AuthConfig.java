package dev.waybill.gateway.auth;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Whose tokens are believed, and what they must say. */
public record AuthConfig(String readScope, String writeScope, Issuer issuer) {

  private static final Pattern ALIAS = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

  /** One issuer of access tokens. */
  public sealed interface Issuer {
    /** What principals of this issuer begin with; ownership hangs on it. */
    String alias();
  }

  /**
   * The gateway's own issuer.
   *
   * @param issuer its {@code iss}; a URL of this gateway if clients are to discover it
   * @param clients file of the clients and their hashed secrets
   * @param signingKeys file with a private JWKS; the first key signs, all verify
   */
  public record BuiltIn(
      String alias,
      String issuer,
      String audience,
      Path clients,
      Path signingKeys,
      int tokensPerMinute)
      implements Issuer {
    public BuiltIn {
      requireAlias(alias);
    }
  }

  /**
   * Any OpenID Connect issuer.
   *
   * @param issuer exact {@code iss}, and where its discovery document lies below
   * @param audience that a token must name, null: not asked for
   * @param clients that a token must have been issued to, empty: not asked for
   * @param keysLife how long its keys are cached
   * @param refetchEvery how often at most an unknown key id makes them be fetched again
   */
  public record Oidc(
      String alias,
      String issuer,
      String audience,
      List<String> clients,
      Duration keysLife,
      Duration refetchEvery)
      implements Issuer {
    public Oidc {
      requireAlias(alias);
      clients = List.copyOf(clients);
      if (audience == null && clients.isEmpty()) {
        throw new IllegalArgumentException(
            "WAYBILL_GATEWAY_OIDC_AUDIENCE or WAYBILL_GATEWAY_OIDC_CLIENTS must be set: otherwise"
                + " every token of the issuer would be believed, whomever it was meant for");
      }
    }
  }

  private static void requireAlias(String alias) {
    if (!ALIAS.matcher(alias).matches()) {
      throw new IllegalArgumentException(
          "WAYBILL_GATEWAY_ISSUER_ALIAS must match " + ALIAS.pattern());
    }
  }
}
