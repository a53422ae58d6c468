package dev.waybill.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.waybill.gateway.Gateway;
import dev.waybill.gateway.house.Answer;
import dev.waybill.gateway.house.Api;
import dev.waybill.gateway.house.House;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutsideIssuerTest {
  private static final UnaryOperator<JWTClaimsSet.Builder> AS_IT_IS = UnaryOperator.identity();

  private final House house = House.shared();
  private final OutsideIssuer issuer;
  private Gateway gateway;

  OutsideIssuerTest() throws Exception {
    issuer = new OutsideIssuer();
  }

  private Api start(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("OIDC_ISSUER", issuer.url());
    all.put("ISSUER_ALIAS", "corp");
    gateway = house.start(all);
    return new Api(URI.create("http://127.0.0.1:" + gateway.port()));
  }

  private Api byAudience() {
    return start(Map.of("OIDC_AUDIENCE", "jobs-api"));
  }

  @AfterEach
  void close() {
    if (gateway != null) {
      gateway.close();
    }
    issuer.close();
  }

  private int status(Api api, UnaryOperator<JWTClaimsSet.Builder> changes) throws Exception {
    return list(api, issuer.token(changes)).status();
  }

  private static Answer list(Api api, String token) {
    return api.get("/jobs", "Authorization", "Bearer " + token);
  }

  @Test
  void its_tokens_are_believed_and_the_principal_bears_its_alias() throws Exception {
    Api api = byAudience();
    String bearer = "Bearer " + issuer.token(AS_IT_IS);
    Answer job = api.send("POST", "/jobs", "{\"fileName\":\"a.zip\"}", "Authorization", bearer);
    assertThat(house.operator().job(job.text("jobId")).getSpec().createdBy())
        .isEqualTo("corp/grace");
    String client = "Bearer " + issuer.token(claims -> claims.subject(null));
    Answer clients = api.send("POST", "/jobs", "{\"fileName\":\"a.zip\"}", "Authorization", client);
    assertThat(house.operator().job(clients.text("jobId")).getSpec().createdBy())
        .isEqualTo("corp/client:app");
  }

  @Test
  void what_is_not_exactly_right_is_a_401() throws Exception {
    Api api = byAudience();
    assertThat(status(api, claims -> claims.issuer(issuer.url() + "/"))).isEqualTo(401);
    assertThat(status(api, claims -> claims.issuer(null))).isEqualTo(401);
    assertThat(status(api, claims -> claims.audience("another-api"))).isEqualTo(401);
    assertThat(status(api, claims -> claims.audience((String) null))).isEqualTo(401);
    assertThat(status(api, claims -> claims.expirationTime(new Date(0)))).isEqualTo(401);
    assertThat(status(api, claims -> claims.expirationTime(null))).isEqualTo(401);
    assertThat(status(api, claims -> claims.claim("nonce", "n"))).isEqualTo(401);
    assertThat(status(api, claims -> claims.claim("token_use", "id"))).isEqualTo(401);
    assertThat(status(api, claims -> claims.subject(null).claim("client_id", null))).isEqualTo(401);
    assertThat(status(api, claims -> claims.subject("x".repeat(300)))).isEqualTo(401);
    assertThat(status(api, AS_IT_IS)).isEqualTo(200);
  }

  @Test
  void scopes_may_come_from_scp_as_a_list() throws Exception {
    Api api = byAudience();
    assertThat(
            status(
                api, c -> c.claim("scope", null).claim("scp", new String[] {"idp-api/jobs.read"})))
        .isEqualTo(200);
    assertThat(status(api, claims -> claims.claim("scope", "openid"))).isEqualTo(403);
  }

  @Test
  void a_list_of_clients_can_stand_for_the_audience() throws Exception {
    Api api = start(Map.of("OIDC_CLIENTS", "app, other"));
    assertThat(status(api, claims -> claims.audience("whatever"))).isEqualTo(200);
    assertThat(status(api, claims -> claims.claim("client_id", "stranger"))).isEqualTo(401);
  }

  @Test
  void with_neither_audience_nor_clients_the_gateway_refuses_to_start() {
    assertThatThrownBy(() -> start(Map.of()))
        .hasMessageContaining("WAYBILL_GATEWAY_OIDC_AUDIENCE")
        .hasMessageContaining("WAYBILL_GATEWAY_OIDC_CLIENTS");
  }

  @Test
  void a_rotated_key_is_fetched_and_one_that_nobody_published_is_not_believed() throws Exception {
    Api api = byAudience();
    String old = issuer.token(AS_IT_IS);
    assertThat(list(api, old).status()).isEqualTo(200);
    issuer.rotate();
    assertThat(list(api, issuer.token(AS_IT_IS)).status()).isEqualTo(200);
    assertThat(list(api, old).status()).isEqualTo(401);
    var strange = new RSAKeyGenerator(2048).keyID("strange").generate();
    for (int i = 0; i < 20; i++) {
      assertThat(list(api, issuer.token(strange, AS_IT_IS)).status()).isEqualTo(401);
    }
    assertThat(issuer.keyRequests()).as("unknown keys do not make us ask each time").isLessThan(5);
    assertThat(list(api, issuer.token(AS_IT_IS)).status()).isEqualTo(200);
  }

  @Test
  void a_discovery_document_of_another_issuer_is_not_believed() throws Exception {
    issuer.name("https://somebody.example");
    Api api = byAudience();
    Answer answer = list(api, issuer.token(AS_IT_IS));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotEmpty();
  }

  @Test
  void requests_do_not_queue_up_for_an_issuer_that_is_silent() throws Exception {
    List<Socket> asked = new CopyOnWriteArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      threads.submit(
          () -> {
            while (true) {
              asked.add(silent.accept());
            }
          });
      String url = "http://127.0.0.1:" + silent.getLocalPort();
      Api api = start(Map.of("OIDC_AUDIENCE", "jobs-api", "OIDC_ISSUER", url));
      String token = issuer.token(claims -> claims.issuer(url));
      Callable<Integer> call = () -> list(api, token).status();
      for (Future<Integer> status : threads.invokeAll(Collections.nCopies(6, call))) {
        assertThat(status.get()).isEqualTo(503);
      }
    }
    assertThat(asked).as("one asked for all who waited").hasSize(1);
  }

  @Test
  void the_gateways_own_tokens_and_routes_are_gone() {
    Api api = byAudience();
    assertThat(api.grant(Api.basic("alice", House.SECRET), "").status()).isEqualTo(404);
    assertThat(list(api, house.api().token("alice")).status()).isEqualTo(401);
  }
}
