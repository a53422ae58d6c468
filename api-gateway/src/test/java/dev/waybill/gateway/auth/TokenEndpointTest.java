package dev.waybill.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.waybill.gateway.Gateway;
import dev.waybill.gateway.house.Answer;
import dev.waybill.gateway.house.Api;
import dev.waybill.gateway.house.House;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenEndpointTest {
  private static final String READ = "idp-api/jobs.read";
  private static final String WRITE = "idp-api/jobs.write";

  private final Api api = House.shared().api();

  @Test
  void by_Basic_or_form_a_client_gets_a_bearer_token_for_an_hour() {
    Answer basic = api.grant(Api.basic("alice", House.SECRET), "");
    Answer form = api.grant(null, "&client_id=alice&client_secret=" + House.SECRET);
    for (Answer answer : new Answer[] {basic, form}) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(Answer.members(answer.json()))
          .containsExactly("access_token", "token_type", "expires_in", "scope");
      assertThat(answer.text("token_type")).isEqualTo("Bearer");
      assertThat(answer.json().get("expires_in").intValue()).isEqualTo(3600);
      assertThat(answer.text("scope")).as("no scope: all").isEqualTo(READ + " " + WRITE);
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }
  }

  @Test
  void a_token_says_what_it_must_and_verifies_with_the_published_key() throws Exception {
    SignedJWT token = SignedJWT.parse(api.token("rotating"));
    JWKSet keys = JWKSet.parse(api.get("/.well-known/jwks.json").body());
    var key = keys.getKeyByKeyId(token.getHeader().getKeyID());
    assertThat(key.isPrivate()).isFalse();
    assertThat(token.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
    JWTClaimsSet claims = token.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo("urn:waybill");
    assertThat(claims.getSubject()).isEqualTo("frank");
    assertThat(claims.getStringClaim("client_id")).isEqualTo("rotating");
    assertThat(claims.getAudience()).containsExactly("waybill");
    assertThat(claims.getJWTID()).isNotEmpty();
    assertThat(claims.getExpirationTime().getTime() - claims.getIssueTime().getTime())
        .isEqualTo(3_600_000);
  }

  @Test
  void a_scope_that_is_asked_for_is_all_that_is_given() {
    Answer answer = api.grant(Api.basic("alice", House.SECRET), "&scope=" + READ);
    assertThat(answer.text("scope")).isEqualTo(READ);
    String bearer = "Bearer " + answer.text("access_token");
    assertThat(api.get("/jobs", "Authorization", bearer).status()).isEqualTo(200);
    assertThat(api.send("POST", "/jobs", "{}", "Authorization", bearer).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "alice, wrong, '', 401, invalid_client",
    "nobody, s3cret, '', 401, invalid_client",
    "alice, s3cret, &scope=idp-api/admin, 400, invalid_scope",
    "reader, s3cret, &scope=idp-api/jobs.write, 400, invalid_scope",
    "alice, s3cret, &client_secret=s3cret, 400, invalid_request",
  })
  void errors_are_those_of_RFC_6749(
      String client, String secret, String form, int status, String error) {
    Answer answer = api.grant(Api.basic(client, secret), form);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text("error")).isEqualTo(error);
    assertThat(answer.header("WWW-Authenticate"))
        .isEqualTo(status == 401 ? "Basic realm=\"waybill\"" : "");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void a_secret_beside_another_credential_is_an_invalid_request() {
    String form = "grant_type=client_credentials&client_id=alice&client_secret=" + House.SECRET;
    String bare = "grant_type=client_credentials";
    String basic = Api.basic("alice", House.SECRET);
    String token = "/oauth2/token";
    List<Answer> answers =
        List.of(
            api.send("POST", token, form, "x-api-key", "k"),
            api.send("POST", token + "?X-Amz-Signature=a", form),
            api.send("POST", token, form, "Authorization", "Bearer x"),
            api.send("POST", token, bare, "Authorization", basic, "Authorization", basic));
    for (Answer answer : answers) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text("error")).isEqualTo("invalid_request");
    }
  }

  @Test
  void another_grant_is_not_supported_and_none_is_invalid() {
    String authorization = Api.basic("alice", House.SECRET);
    assertThat(post("grant_type=password", authorization).text("error"))
        .isEqualTo("unsupported_grant_type");
    assertThat(post("", authorization).text("error")).isEqualTo("invalid_request");
  }

  private Answer post(String form, String authorization) {
    return api.send("POST", "/oauth2/token", form, "Authorization", authorization);
  }

  @Test
  void tokens_survive_a_restart_and_are_good_at_every_replica() {
    String id = api.job("alice");
    try (Gateway replica = House.shared().start(Map.of())) {
      Api other = new Api(URI.create("http://127.0.0.1:" + replica.port()));
      String bearer = "Bearer " + api.token("alice");
      assertThat(other.get("/jobs/" + id, "Authorization", bearer).status()).isEqualTo(200);
    }
  }

  private static Api of(Gateway gateway) {
    return new Api(URI.create("http://127.0.0.1:" + gateway.port()));
  }

  @Test
  void too_many_guesses_at_one_client_are_a_429_and_another_goes_on() {
    try (Gateway slow = House.shared().start(Map.of("TOKENS_PER_MINUTE", "2"))) {
      Api limited = of(slow);
      String authorization = Api.basic("alice", "wrong");
      assertThat(limited.grant(authorization, "").status()).isEqualTo(401);
      assertThat(limited.grant(authorization, "").status()).isEqualTo(401);
      Answer refused = limited.grant(authorization, "");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
      assertThat(Answer.members(refused.json())).containsExactly("statusCode", "message");
      assertThat(limited.grant(Api.basic("bob", House.SECRET), "").status()).isEqualTo(200);
    }
  }

  @Test
  void whose_secret_was_right_goes_on_while_others_guess_at_it_from_the_same_address() {
    try (Gateway slow = House.shared().start(Map.of("TOKENS_PER_MINUTE", "3"))) {
      Api limited = of(slow);
      String right = Api.basic("alice", House.SECRET);
      assertThat(limited.grant(right, "").status()).isEqualTo(200);
      for (int i = 0; i < 3; i++) {
        assertThat(limited.grant(Api.basic("alice", "wrong"), "").status()).isEqualTo(401);
      }
      assertThat(limited.grant(Api.basic("alice", "wrong"), "").status()).isEqualTo(429);
      assertThat(limited.grant(right, "").status()).isEqualTo(200);
    }
  }

  @Test
  void what_is_right_is_no_guess_and_has_a_bound_of_its_own() {
    try (Gateway slow = House.shared().start(Map.of("TOKENS_PER_MINUTE", "2"))) {
      Api limited = of(slow);
      String right = Api.basic("alice", House.SECRET);
      assertThat(limited.grant(right, "").status()).isEqualTo(200);
      assertThat(limited.grant(right, "").status()).isEqualTo(200);
      assertThat(limited.grant(right, "").status()).isEqualTo(429);
      assertThat(limited.grant(Api.basic("alice", "wrong"), "").status()).isEqualTo(401);
    }
  }

  @Test
  void ids_that_are_made_up_are_guesses_of_one_kind() {
    try (Gateway slow = House.shared().start(Map.of("TOKENS_PER_MINUTE", "2"))) {
      Api limited = of(slow);
      assertThat(limited.grant(Api.basic("nobody-1", "s"), "").status()).isEqualTo(401);
      assertThat(limited.grant(Api.basic("nobody-2", "s"), "").status()).isEqualTo(401);
      assertThat(limited.grant(Api.basic("nobody-3", "s"), "").status()).isEqualTo(429);
      assertThat(limited.grant(Api.basic("bob", House.SECRET), "").status()).isEqualTo(200);
    }
  }

  @Test
  void a_client_id_that_no_client_can_have_is_not_even_remembered_for_the_rate() {
    try (Gateway slow = House.shared().start(Map.of("TOKENS_PER_MINUTE", "1"))) {
      Api limited = new Api(URI.create("http://127.0.0.1:" + slow.port()));
      for (int i = 0; i < 3; i++) {
        Answer answer = limited.grant(Api.basic("x".repeat(129), "s"), "");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("error")).isEqualTo("invalid_client");
      }
    }
  }

  @Test
  void an_issuer_with_an_address_can_be_discovered() {
    try (Gateway named = House.shared().start(Map.of("ISSUER", "https://jobs.example"))) {
      Api other = new Api(URI.create("http://127.0.0.1:" + named.port()));
      JsonNode metadata = other.get("/.well-known/oauth-authorization-server").json();
      assertThat(metadata.get("issuer").asText()).isEqualTo("https://jobs.example");
      assertThat(metadata.get("token_endpoint").asText())
          .isEqualTo("https://jobs.example/oauth2/token");
    }
    assertThat(api.get("/.well-known/oauth-authorization-server").status()).isEqualTo(404);
  }
}
