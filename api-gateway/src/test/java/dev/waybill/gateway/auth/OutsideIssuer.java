package dev.waybill.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An OpenID Connect issuer: discovery, keys that can be rotated, tokens. */
final class OutsideIssuer implements AutoCloseable {
  private final HttpServer server;
  private final List<RSAKey> keys = new CopyOnWriteArrayList<>();
  private final AtomicInteger keyRequests = new AtomicInteger();
  private volatile String named;

  OutsideIssuer() throws IOException, JOSEException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    named = url();
    rotate();
    server.createContext("/.well-known/openid-configuration", x -> answer(x, discovery()));
    server.createContext(
        "/keys",
        exchange -> {
          keyRequests.incrementAndGet();
          answer(exchange, new JWKSet(List.<JWK>copyOf(keys)).toString(true));
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Has the discovery document name another issuer than it is asked as. */
  void name(String issuer) {
    named = issuer;
  }

  int keyRequests() {
    return keyRequests.get();
  }

  /** Signs with a new key from now on; the old one is gone. */
  void rotate() throws JOSEException {
    RSAKey key = new RSAKeyGenerator(2048).keyID("key-" + System.nanoTime()).generate();
    keys.add(0, key);
    if (keys.size() > 1) {
      keys.removeLast();
    }
  }

  String token(UnaryOperator<JWTClaimsSet.Builder> changes) throws JOSEException {
    return token(keys.getFirst(), changes);
  }

  String token(RSAKey key, UnaryOperator<JWTClaimsSet.Builder> changes) throws JOSEException {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(url())
            .subject("grace")
            .audience("jobs-api")
            .claim("client_id", "app")
            .claim("scope", "idp-api/jobs.read idp-api/jobs.write")
            .expirationTime(new Date(System.currentTimeMillis() + 600_000));
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
    SignedJWT token = new SignedJWT(header, changes.apply(claims).build());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  private String discovery() {
    return """
        {"issuer":"%s","jwks_uri":"%s/keys","authorization_endpoint":"%s/authorize",
         "token_endpoint":"%s/token","response_types_supported":["code"],
         "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}
        """
        .formatted(named, url(), url(), url());
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
