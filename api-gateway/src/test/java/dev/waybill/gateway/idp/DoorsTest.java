package dev.waybill.gateway.idp;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.waybill.gateway.house.Answer;
import dev.waybill.gateway.house.Api;
import dev.waybill.gateway.house.House;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorsTest {
  private static final String ID = "/jobs/a1b2c3d4-e5f6-7890-abcd-ef1234567890";

  private final Api api = House.shared().api();

  @ParameterizedTest
  @CsvSource({
    "POST,/jobs",
    "GET,/jobs",
    "GET," + ID,
    "DELETE," + ID,
    "GET," + ID + "/files",
    "GET," + ID + "/files/0/log"
  })
  void every_route_wants_a_token_before_anything_else(String method, String path) {
    Answer answer = api.send(method, path, method.equals("POST") ? "not json" : null);
    assertUnauthorized(answer);
  }

  private static void assertUnauthorized(Answer answer) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer x",
        "Bearer a.b.c",
        "Bearer bnVsbA.e30.AA",
        "Bearer W10.e30.AA",
        "Bearer eyJhbGciOiJFUzI1NiJ9.bnVsbA.AA",
        "Bearer eyJhbGciOiJFUzI1NiJ9.W10.AA",
        "Basic YTpi",
        "nonsense"
      })
  void what_is_no_token_is_a_401(String authorization) {
    assertUnauthorized(api.get("/jobs", "Authorization", authorization));
  }

  @Test
  void an_unsigned_a_self_signed_and_a_changed_token_are_a_401() throws Exception {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder(SignedJWT.parse(api.token("alice")).getJWTClaimsSet())
            .expirationTime(new Date(System.currentTimeMillis() + 60_000))
            .build();
    String published = api.get("/.well-known/jwks.json").body();
    SignedJWT withPublicKey = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    withPublicKey.sign(new MACSigner(published.getBytes(StandardCharsets.UTF_8)));
    String good = api.token("alice");
    String changed = good.substring(0, good.length() - 6) + "AAAAAA";
    for (String token :
        List.of(new PlainJWT(claims).serialize(), withPublicKey.serialize(), changed)) {
      assertUnauthorized(api.get("/jobs", "Authorization", "Bearer " + token));
    }
    assertThat(api.get("/jobs", "Authorization", "bearer " + good).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "reader, POST, /jobs, idp-api/jobs.write",
    "reader, DELETE, " + ID + ", idp-api/jobs.write",
    "writer, GET, /jobs, idp-api/jobs.read",
    "writer, GET, " + ID + ", idp-api/jobs.read",
    "writer, GET, " + ID + "/files, idp-api/jobs.read",
    "writer, GET, " + ID + "/files/0/log, idp-api/jobs.read",
  })
  void a_good_token_without_the_scope_is_a_403(
      String client, String method, String path, String scope) {
    Answer answer = api.as(client, method, path, method.equals("POST") ? "{}" : null);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("{\"message\":\"Forbidden\"}");
    assertThat(answer.header("WWW-Authenticate"))
        .contains("error=\"insufficient_scope\"")
        .contains(scope);
  }

  @Test
  void two_kinds_of_credential_on_one_request_are_a_400() {
    List<Answer> answers =
        List.of(
            api.as("alice", "GET", "/jobs", null, "x-api-key", "k"),
            api.get("alice", "/jobs?X-Amz-Signature=abc"),
            api.as("alice", "GET", "/jobs", null, "Authorization", "Basic YTpi"),
            api.send("POST", "/oauth2/token", "", "Authorization", "Basic YTpi", "x-api-key", "k"));
    for (Answer answer : answers) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(Answer.members(answer.json())).containsExactly("statusCode", "message");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing, 404, Not found",
    "GET, /, 404, Not found",
    "GET, /v1/describejobs, 404, Not found",
    "GET, /jobs/JS12345, 404, Not found",
    "GET, /feeds, 404, Not found",
    "GET, /products/1, 404, Not found",
    "POST, /jobs/JV12345/run, 404, Not found",
    "POST, " + ID + "/run, 404, Not found",
    "PUT, /jobs, 405, Method not allowed",
    "PATCH, " + ID + ", 405, Method not allowed",
    "GET, /oauth2/token, 405, Method not allowed",
  })
  void no_such_route_and_no_such_method_have_the_doors_shape(
      String method, String path, int status, String message) {
    Answer answer = api.send(method, path, null);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body())
        .isEqualTo("{\"statusCode\":%d,\"message\":\"%s\"}".formatted(status, message));
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("Allow").isEmpty()).isEqualTo(status == 404);
  }

  @ParameterizedTest
  @CsvSource({
    "/jobs, 'GET, POST'",
    ID + ", 'GET, DELETE'",
    "/healthz, GET",
  })
  void a_HEAD_is_a_method_that_no_route_has_and_is_told_all_that_there_are(
      String path, String methods) {
    for (String method : List.of("HEAD", "PUT")) {
      Answer answer = api.send(method, path, null);
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.header("Allow")).isEqualTo(methods);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthz", "/jobs", "/nothing", "/.well-known/jwks.json"})
  void every_answer_is_never_stored_and_has_an_id_of_its_own(String path) {
    Answer first = api.get(path, "x-request-id", "mine");
    assertThat(first.header("Cache-Control")).isEqualTo("no-store");
    assertThat(first.header("x-request-id"))
        .hasSize(36)
        .isNotEqualTo(api.get(path).header("x-request-id"));
  }
}
