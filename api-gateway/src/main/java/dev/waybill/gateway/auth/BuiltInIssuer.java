package dev.waybill.gateway.auth;

import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.waybill.gateway.http.RateLimiter;
import dev.waybill.gateway.http.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The gateway's own issuer of access tokens: OAuth2 client credentials. */
final class BuiltInIssuer {
  static final Duration LIFE = Duration.ofHours(1);

  private static final Duration HASHING = Duration.ofSeconds(3);

  private final AuthConfig.BuiltIn config;
  private final WatchedFile<Clients> clients;
  private final WatchedFile<SigningKeys> keys;
  private final RateLimiter rate;
  private final Semaphore hashing =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

  BuiltInIssuer(AuthConfig.BuiltIn config) {
    this.config = config;
    this.clients = new WatchedFile<>(config.clients(), Clients::parse);
    this.keys = new WatchedFile<>(config.signingKeys(), SigningKeys::parse);
    this.rate = new RateLimiter(config.tokensPerMinute(), System::nanoTime);
  }

  TokenVerifier verifier() {
    return new JwtVerifier(
        config.issuer(),
        (JWKSelector selector, SecurityContext context) ->
            selector.select(keys.content().publicKeys()),
        new TokenRules(config.alias(), config.audience(), List.of()));
  }

  Map<String, Object> publicKeys() {
    return keys.content().publicKeys().toJSONObject();
  }

  /**
   * An access token and what it may do.
   *
   * @param from where the request came from; guessing from one place does not lock out another
   * @throws Refusal in the words of RFC 6749; 429 for too many requests
   */
  Grant issue(TokenRequest request, String from, Instant now) {
    rate.take(from + "|" + request.clientId())
        .ifPresent(
            wait -> {
              throw Refusal.tooMany("Too many token requests", wait);
            });
    Client client = authenticate(request);
    List<String> scopes = request.scopes().isEmpty() ? client.scopes() : request.scopes();
    if (!client.scopes().containsAll(scopes)) {
      throw TokenError.invalidScope();
    }
    return new Grant(keys.content().sign(claims(client, scopes, now)), String.join(" ", scopes));
  }

  record Grant(String accessToken, String scope) {
    @Override
    public String toString() {
      return "Grant[" + scope + "]";
    }
  }

  /** Hashing is dear: a flood of requests waits here and not in front of everybody else. */
  private Client authenticate(TokenRequest request) {
    try {
      if (!hashing.tryAcquire(HASHING.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Refusal.unavailable(HASHING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.unavailable(HASHING);
    }
    try {
      return clients
          .content()
          .authenticate(request.clientId(), request.secret())
          .orElseThrow(TokenError::invalidClient);
    } finally {
      hashing.release();
    }
  }

  private JWTClaimsSet claims(Client client, List<String> scopes, Instant now) {
    return new JWTClaimsSet.Builder()
        .issuer(config.issuer())
        .subject(client.tokenSubject())
        .audience(config.audience())
        .claim("client_id", client.clientId())
        .claim("scope", String.join(" ", scopes))
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(LIFE)))
        .jwtID(UUID.randomUUID().toString())
        .build();
  }
}
