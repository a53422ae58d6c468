package dev.waybill.gateway.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waybill.gateway.http.Bodies;
import dev.waybill.gateway.http.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The HTTP side of the built-in issuer. */
final class TokenRoutes {
  private static final String TOKEN = "/oauth2/token";
  private static final String JWKS = "/.well-known/jwks.json";

  private final AuthConfig config;
  private final String issuerUrl;
  private final BuiltInIssuer issuer;
  private final Bodies bodies;

  TokenRoutes(AuthConfig config, String issuerUrl, BuiltInIssuer issuer, Bodies bodies) {
    this.config = config;
    this.issuerUrl = issuerUrl;
    this.issuer = issuer;
    this.bodies = bodies;
  }

  void addTo(RoutesConfig routes) {
    routes.post(TOKEN, this::token);
    routes.get(JWKS, context -> Json.answer(context, 200, issuer.publicKeys()));
    if (issuerUrl.startsWith("http")) {
      routes.get(
          "/.well-known/oauth-authorization-server",
          context -> Json.answer(context, 200, metadata()));
    }
  }

  private record TokenAnswer(
      @JsonProperty("access_token") String accessToken,
      @JsonProperty("token_type") String tokenType,
      @JsonProperty("expires_in") long expiresIn,
      String scope) {}

  private void token(Context context) {
    TokenRequest request = request(context);
    BuiltInIssuer.Grant grant = issuer.issue(request, context.ip(), Instant.now());
    context.header("Pragma", "no-cache");
    Json.answer(
        context,
        200,
        new TokenAnswer(
            grant.accessToken(), "Bearer", BuiltInIssuer.LIFE.toSeconds(), grant.scope()));
  }

  /** What the form holds is a credential too, beside which there must be no other. */
  private TokenRequest request(Context context) {
    List<String> headers = Collections.list(context.req().getHeaders("Authorization"));
    if (headers.size() > 1) {
      throw TokenError.severalCredentials();
    }
    String header = headers.isEmpty() ? null : headers.getFirst();
    TokenRequest request = TokenRequest.parse(header, bodies.read(context));
    if (header == null && !Credential.in(context).isEmpty()) {
      throw TokenError.severalCredentials();
    }
    return request;
  }

  /** RFC 8414. */
  private Map<String, Object> metadata() {
    String base =
        issuerUrl.endsWith("/") ? issuerUrl.substring(0, issuerUrl.length() - 1) : issuerUrl;
    return Map.of(
        "issuer", issuerUrl,
        "token_endpoint", base + TOKEN,
        "jwks_uri", base + JWKS,
        "response_types_supported", List.of(),
        "grant_types_supported", List.of("client_credentials"),
        "scopes_supported", List.of(config.readScope(), config.writeScope()),
        "token_endpoint_auth_methods_supported",
            List.of("client_secret_basic", "client_secret_post"));
  }
}
