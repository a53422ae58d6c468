package dev.waybill.gateway.auth;

import dev.waybill.gateway.http.Bodies;
import dev.waybill.gateway.http.Refusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Credentials, wired: who is believed, and the routes of the built-in issuer where it is used. */
public final class Auth {
  private final BearerAuth bearer;
  private final TokenRoutes routes;

  /**
   * @throws IllegalArgumentException for a clients file or signing keys that cannot be used
   */
  public Auth(AuthConfig config, Bodies bodies) {
    switch (config.issuer()) {
      case AuthConfig.BuiltIn builtIn -> {
        BuiltInIssuer issuer = new BuiltInIssuer(builtIn);
        bearer = new BearerAuth(config, issuer.verifier());
        routes = new TokenRoutes(config, builtIn.issuer(), issuer, bodies);
      }
      case AuthConfig.Oidc oidc -> {
        TokenRules rules = new TokenRules(oidc.alias(), oidc.audience(), oidc.clients());
        bearer = new BearerAuth(config, new JwtVerifier(oidc.issuer(), new OidcKeys(oidc), rules));
        routes = null;
      }
    }
  }

  public BearerAuth bearer() {
    return bearer;
  }

  public void addTo(RoutesConfig to) {
    to.before(Auth::oneCredential);
    if (routes != null) {
      routes.addTo(to);
    }
  }

  /** Which of two would be meant is a guess, and a wrong guess is somebody else's job. */
  private static void oneCredential(Context context) {
    if (Credential.in(context).size() > 1) {
      throw Refusal.of(400, "More than one kind of credential");
    }
  }
}
