package dev.waybill.gateway.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the claims of a token must say once its signature, issuer and times have been found good.
 *
 * @param audience that it must name, null: not asked for
 * @param clients that it must have been issued to, empty: not asked for
 */
record TokenRules(String alias, String audience, List<String> clients) {

  /** What only an ID token carries (OpenID Connect Core, 2 and 3.1.3.6). */
  private static final List<String> ID_TOKEN_CLAIMS = List.of("nonce", "at_hash", "c_hash");

  /**
   * Empty where the token is not meant for us.
   *
   * @param type the header's {@code typ}, null where there is none
   */
  Optional<Caller> caller(String type, JWTClaimsSet claims) {
    if (idToken(type, claims) || !audienceFits(claims) || !clientFits(type, claims)) {
      return Optional.empty();
    }
    return Principals.of(alias, text(claims, "sub"), text(claims, "client_id"))
        .map(principal -> new Caller(principal, scopes(claims)));
  }

  /** Cognito says it in {@code token_use}, Keycloak in the claim {@code typ}. */
  private static boolean idToken(String type, JWTClaimsSet claims) {
    String use = text(claims, "token_use");
    String kind = text(claims, "typ");
    return !knownType(type)
        || (use != null && !use.equals("access"))
        || (kind != null && !kind.equalsIgnoreCase("Bearer"))
        || ID_TOKEN_CLAIMS.stream().anyMatch(name -> claims.getClaim(name) != null);
  }

  private static boolean knownType(String type) {
    return type == null || type.equalsIgnoreCase("JWT") || accessTokenType(type);
  }

  /** RFC 9068, 2.1. */
  private static boolean accessTokenType(String type) {
    String name = type.toLowerCase(Locale.ROOT);
    return name.equals("at+jwt") || name.equals("application/at+jwt");
  }

  private boolean audienceFits(JWTClaimsSet claims) {
    return audience == null || claims.getAudience().contains(audience);
  }

  private boolean clientFits(String type, JWTClaimsSet claims) {
    if (clients.isEmpty()) {
      return true;
    }
    String client = text(claims, "client_id");
    String issuedTo = client == null ? text(claims, "azp") : client;
    // A token whose audience is its own client is that client's ID token, unless it says otherwise.
    boolean access =
        "access".equals(text(claims, "token_use")) || (type != null && accessTokenType(type));
    return issuedTo != null
        && clients.contains(issuedTo)
        && (access || !claims.getAudience().contains(issuedTo));
  }

  /** {@code scope} (RFC 8693) or {@code scp}, each a text with spaces or a list. */
  private static Set<String> scopes(JWTClaimsSet claims) {
    Set<String> scopes = new LinkedHashSet<>();
    for (String name : List.of("scope", "scp")) {
      Collection<?> values =
          switch (claims.getClaim(name)) {
            case String text -> List.of(text.split(" "));
            case Collection<?> list -> list;
            case null, default -> List.of();
          };
      values.stream()
          .filter(String.class::isInstance)
          .map(String.class::cast)
          .filter(scope -> !scope.isEmpty())
          .forEach(scopes::add);
    }
    return scopes;
  }

  private static String text(JWTClaimsSet claims, String name) {
    return claims.getClaim(name) instanceof String text ? text : null;
  }
}
