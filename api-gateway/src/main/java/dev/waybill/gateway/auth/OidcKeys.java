package dev.waybill.gateway.auth;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;

/**
 * The keys of an outside issuer, found by discovery when they are first needed: a gateway starts
 * although its issuer does not answer. Cached; an unknown key id fetches them again, seldom; while
 * the issuer is away the last ones are used on.
 */
final class OidcKeys implements JWKSource<SecurityContext> {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int MAX_BYTES = 256 * 1024;
  private static final Duration OUTAGE = Duration.ofHours(4);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final AuthConfig.Oidc config;
  private final ResourceRetriever retriever =
      new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES);
  private JWKSource<SecurityContext> discovered;
  private long nextTry = System.nanoTime();

  OidcKeys(AuthConfig.Oidc config) {
    this.config = config;
  }

  @Override
  public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
    return source().get(selector, context);
  }

  private synchronized JWKSource<SecurityContext> source() throws KeySourceException {
    if (discovered == null) {
      if (System.nanoTime() - nextTry < 0) {
        throw new KeySourceException("the issuer's discovery document could not be had just now");
      }
      try {
        discovered = keys(discover());
      } finally {
        // Whoever waited for this try does not begin another one at its end.
        nextTry = System.nanoTime() + RETRY.toNanos();
      }
    }
    return discovered;
  }

  private URL discover() throws KeySourceException {
    String issuer = config.issuer();
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    try {
      URL document = URI.create(base + "/.well-known/openid-configuration").toURL();
      var metadata = OIDCProviderMetadata.parse(retriever.retrieveResource(document).getContent());
      if (!new Issuer(issuer).equals(metadata.getIssuer())) {
        throw new KeySourceException("the discovery document names another issuer");
      }
      return jwksUri(metadata.getJWKSetURI());
    } catch (IOException | GeneralException | IllegalArgumentException e) {
      throw new KeySourceException("no discovery document of " + issuer, e);
    }
  }

  /** Keys that came over plain HTTP could be anybody's, so only a plain issuer may have such. */
  private URL jwksUri(URI uri) throws KeySourceException, IOException {
    boolean plain = config.issuer().startsWith("http://");
    if (uri == null || !("https".equals(uri.getScheme()) || plain)) {
      throw new KeySourceException("the issuer's jwks_uri is not https");
    }
    return uri.toURL();
  }

  private JWKSource<SecurityContext> keys(URL jwks) {
    return JWKSourceBuilder.<SecurityContext>create(jwks, retriever)
        .cache(config.keysLife().toMillis(), 2L * TIMEOUT_MILLIS)
        .refreshAheadCache(false)
        .rateLimited(config.refetchEvery().toMillis())
        .outageTolerant(OUTAGE.toMillis())
        .retrying(true)
        .build();
  }
}
