package dev.waybill.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
  private static SigningKeys keys(JWK... keys) {
    return SigningKeys.parse(new JWKSet(List.of(keys)).toString(false).getBytes(UTF_8));
  }

  private static JWK generated() throws ParseException {
    return JWKSet.parse(SigningKeys.generate()).getKeys().getFirst();
  }

  @Test
  void the_first_key_signs_and_every_one_is_shown_without_its_private_part() throws Exception {
    JWK first = generated();
    JWK second = new RSAKeyGenerator(2048).keyID("rsa").generate();
    SigningKeys keys = keys(first, second);
    SignedJWT token = SignedJWT.parse(keys.sign(new JWTClaimsSet.Builder().subject("a").build()));
    assertThat(token.getHeader().getKeyID()).isEqualTo(first.getKeyID());
    assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
    assertThat(keys.publicKeys().getKeys()).hasSize(2).noneMatch(JWK::isPrivate);
    assertThat(SignedJWT.parse(keys(second, first).sign(token.getJWTClaimsSet())).getHeader())
        .extracting(header -> header.getAlgorithm().getName())
        .isEqualTo("RS256");
  }

  @Test
  void a_token_is_good_for_a_replica_that_is_a_step_of_the_rotation_behind_or_ahead()
      throws Exception {
    JWK old = generated();
    JWK fresh = generated();
    List<SigningKeys> steps = List.of(keys(old), keys(old, fresh), keys(fresh, old), keys(fresh));
    for (int i = 1; i < steps.size(); i++) {
      assertThat(good(steps.get(i), steps.get(i - 1))).as("signed at step %d", i).isTrue();
      assertThat(good(steps.get(i - 1), steps.get(i))).as("verified at step %d", i).isTrue();
    }
    assertThat(good(keys(fresh, old), keys(old))).as("why it is not put first at once").isFalse();
  }

  private static boolean good(SigningKeys signer, SigningKeys verifier) throws Exception {
    SignedJWT token = SignedJWT.parse(signer.sign(new JWTClaimsSet.Builder().build()));
    JWK key = verifier.publicKeys().getKeyByKeyId(token.getHeader().getKeyID());
    return key != null && token.verify(new ECDSAVerifier(key.toECKey()));
  }

  @Test
  void a_key_that_is_public_symmetric_or_nameless_is_refused_at_start() throws Exception {
    JWK symmetric = new OctetSequenceKeyGenerator(256).keyID("oct").generate();
    JWK nameless = new RSAKeyGenerator(2048).generate();
    for (JWK key : List.of(generated().toPublicJWK(), symmetric, nameless)) {
      String json = new JWKSet(key).toString(false);
      assertThatThrownBy(() -> SigningKeys.parse(json.getBytes(UTF_8)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("every signing key must be private");
    }
  }

  @Test
  void what_is_no_key_set_is_refused_without_quoting_it() {
    for (String json : List.of("secret", "{}", "{\"keys\":[]}", "{\"keys\":\"secret\"}")) {
      assertThatThrownBy(() -> SigningKeys.parse(json.getBytes(UTF_8)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("secret");
    }
  }
}
