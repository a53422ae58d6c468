package dev.waybill.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.waybill.gateway.http.Refusal;
import dev.waybill.storage.text.DisplayText;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signature, issuer and times of a token; its other claims by {@link TokenRules}. Asymmetric
 * signatures only: {@code none} is no signature, and an HMAC could be made with a public key.
 */
final class JwtVerifier implements TokenVerifier {
  static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final Logger LOG = LoggerFactory.getLogger(JwtVerifier.class);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final int SKEW_SECONDS = 30;

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final TokenRules rules;

  JwtVerifier(String issuer, JWKSource<SecurityContext> keys, TokenRules rules) {
    this.rules = rules;
    JWTClaimsSet exact = new JWTClaimsSet.Builder().issuer(issuer).build();
    var claims = new DefaultJWTClaimsVerifier<SecurityContext>(exact, Set.of("exp"));
    claims.setMaxClockSkew(SKEW_SECONDS);
    processor.setJWTClaimsSetVerifier(claims);
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    // The header's typ is judged by the rules, which say more of it.
    processor.setJWSTypeVerifier((type, context) -> {});
  }

  /** The words may be the token's own. */
  private static Optional<Caller> refused(Exception e) {
    LOG.debug("Token refused: {}", DisplayText.of(String.valueOf(e.getMessage())));
    return Optional.empty();
  }

  @Override
  public Optional<Caller> verify(String token) {
    try {
      SignedJWT jwt = parsed(token);
      JWTClaimsSet claims = processor.process(jwt, null);
      var type = jwt.getHeader().getType();
      return rules.caller(type == null ? null : type.getType(), claims);
    } catch (ParseException | BadJOSEException | RateLimitReachedException e) {
      return refused(e);
    } catch (KeySourceException e) {
      LOG.error("The issuer's keys cannot be had", e);
      throw Refusal.unavailable(RETRY);
    } catch (JOSEException e) {
      return refused(e);
    }
  }

  /** The claims too: of a part that is JSON but no object the library says so as it happens. */
  private static SignedJWT parsed(String token) throws ParseException {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      jwt.getJWTClaimsSet();
      return jwt;
    } catch (RuntimeException e) {
      throw new ParseException("not a token: " + e.getMessage(), 0);
    }
  }
}
