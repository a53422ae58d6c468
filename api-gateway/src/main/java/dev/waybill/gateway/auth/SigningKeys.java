package dev.waybill.gateway.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.UUID;

/**
 * The keys of the built-in issuer: a private JWKS that survives restarts and that replicas share.
 * The first key signs, every one verifies. Replicas see a new content of the file at different
 * times, some minutes apart: a new key is put second until all of them know it, first then, and the
 * old one stays for as long as its tokens live.
 */
final class SigningKeys {
  private static final int MIN_RSA_BITS = 2048;

  private final JWKSet keys;
  private final JWK first;
  private final JWSSigner signer;

  private SigningKeys(JWKSet keys) {
    this.keys = keys;
    keys.getKeys().forEach(SigningKeys::require);
    this.first = keys.getKeys().getFirst();
    try {
      this.signer = new DefaultJWSSignerFactory().createJWSSigner(first, algorithm());
    } catch (JOSEException e) {
      throw new IllegalArgumentException("the first signing key cannot sign", e);
    }
  }

  /** A new signing-keys file with one key (P-256). */
  static String generate() {
    try {
      ECKey key =
          new ECKeyGenerator(Curve.P_256)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .keyID(UUID.randomUUID().toString())
              .generate();
      return new JWKSet(key).toString(false);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @throws IllegalArgumentException for what is not a private JWKS of RSA or EC keys; never quotes
   *     it
   */
  static SigningKeys parse(byte[] json) {
    try {
      JWKSet keys = JWKSet.parse(new String(json, StandardCharsets.UTF_8));
      if (keys.isEmpty()) {
        throw new IllegalArgumentException("the JWKS has no key");
      }
      return new SigningKeys(keys);
    } catch (ParseException e) {
      throw new IllegalArgumentException("not a JWKS");
    }
  }

  private static void require(JWK key) {
    boolean strong =
        switch (key) {
          case RSAKey rsa -> rsa.size() >= MIN_RSA_BITS;
          case ECKey ec -> Curve.P_256.equals(ec.getCurve());
          default -> false;
        };
    if (!strong || !key.isPrivate() || key.getKeyID() == null) {
      throw new IllegalArgumentException(
          "every signing key must be private, RSA of 2048 bits or more or EC P-256, with a kid");
    }
  }

  /** What verifiers may see. */
  JWKSet publicKeys() {
    return keys.toPublicJWKSet();
  }

  String sign(JWTClaimsSet claims) {
    JWSHeader header =
        new JWSHeader.Builder(algorithm())
            .keyID(first.getKeyID())
            .type(new JOSEObjectType("at+jwt"))
            .build();
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign a token", e);
    }
    return token.serialize();
  }

  private JWSAlgorithm algorithm() {
    return first instanceof RSAKey ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256;
  }
}
