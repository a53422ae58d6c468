package dev.waybill.gateway.auth;

import dev.waybill.gateway.http.Refusal;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** OAuth2 bearer tokens (RFC 6750) as the contract answers them. */
public final class BearerAuth {
  private static final String SCHEME = "bearer ";

  private final AuthConfig config;
  private final TokenVerifier verifier;

  public BearerAuth(AuthConfig config, TokenVerifier verifier) {
    this.config = config;
    this.verifier = verifier;
  }

  /** The caller, who may read jobs. */
  public Caller reader(Context context) {
    return require(context, config.readScope());
  }

  /** The caller, who may create and cancel jobs. */
  public Caller writer(Context context) {
    return require(context, config.writeScope());
  }

  private Caller require(Context context, String scope) {
    Caller caller =
        token(context)
            .flatMap(verifier::verify)
            .orElseThrow(
                () -> Refusal.of(401, "Unauthorized", Map.of("WWW-Authenticate", "Bearer")));
    if (!caller.scopes().contains(scope)) {
      String challenge = "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"";
      throw Refusal.of(403, "Forbidden", Map.of("WWW-Authenticate", challenge));
    }
    return caller;
  }

  private static Optional<String> token(Context context) {
    List<String> headers = Collections.list(context.req().getHeaders("Authorization"));
    return headers.size() == 1 && headers.getFirst().toLowerCase(Locale.ROOT).startsWith(SCHEME)
        ? Optional.of(headers.getFirst().substring(SCHEME.length()).strip())
        : Optional.empty();
  }
}
