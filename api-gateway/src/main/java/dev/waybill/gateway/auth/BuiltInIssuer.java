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
import java.util.Optional;
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
  private final RateLimiter tokens;
  private final RateLimiter guesses;
  private final Semaphore hashing =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

  BuiltInIssuer(AuthConfig.BuiltIn config) {
    this.config = config;
    RightSecrets right = new RightSecrets();
    this.clients = new WatchedFile<>(config.clients(), json -> Clients.parse(json, right));
    this.keys = new WatchedFile<>(config.signingKeys(), SigningKeys::parse);
    this.tokens = new RateLimiter(config.tokensPerMinute(), System::nanoTime);
    this.guesses = new RateLimiter(config.tokensPerMinute(), System::nanoTime);
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
    Client client = authenticate(request, from);
    take(tokens, client.clientId());
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

  private static void take(RateLimiter rate, String key) {
    rate.take(key)
        .ifPresent(
            wait -> {
              throw Refusal.tooMany("Too many token requests", wait);
            });
  }

  /**
   * Charges what turns out wrong. Behind a proxy all have one address: whose secret has been right
   * before goes on while somebody else guesses, and ids that are made up are one client's.
   */
  private Client authenticate(TokenRequest request, String from) {
    Clients all = clients.content();
    Optional<Client> known = all.remembered(request.clientId(), request.secret());
    if (known.isPresent()) {
      return known.get();
    }
    String guesser = all.has(request.clientId()) ? from + "|" + request.clientId() : from;
    take(guesses, guesser);
    boolean wrong = false;
    try {
      Optional<Client> client = hashed(all, request);
      wrong = client.isEmpty();
      return client.orElseThrow(TokenError::invalidClient);
    } finally {
      if (!wrong) {
        guesses.giveBack(guesser);
      }
    }
  }

  /** Hashing is dear: a flood of requests waits here and not in front of everybody else. */
  private Optional<Client> hashed(Clients all, TokenRequest request) {
    try {
      if (!hashing.tryAcquire(HASHING.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Refusal.unavailable(HASHING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.unavailable(HASHING);
    }
    try {
      return all.authenticate(request.clientId(), request.secret());
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
