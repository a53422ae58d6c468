package dev.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.crds.JobState;
import dev.waybill.gateway.house.Answer;
import dev.waybill.gateway.house.Api;
import dev.waybill.gateway.house.House;
import dev.waybill.gateway.house.OperatorPlayer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the contract calls configurable, seen over HTTP. */
class SettingsHttpTest {
  private final House house = House.shared();

  private static Api of(Gateway gateway) {
    return new Api(URI.create("http://127.0.0.1:" + gateway.port()));
  }

  @Test
  void the_scopes_have_the_names_that_configuration_says() {
    var names =
        Map.of(
            "SCOPE_READ", "idp-api/jobs.write",
            "SCOPE_WRITE", "idp-api/jobs.read",
            "ISSUER_ALIAS", "swapped");
    try (Gateway gateway = house.start(names)) {
      Api swapped = of(gateway);
      assertThat(swapped.get("writer", "/jobs").status()).isEqualTo(200);
      assertThat(swapped.create("reader", "{\"fileName\":\"a.zip\"}").status()).isEqualTo(200);
      Answer refused = swapped.get("reader", "/jobs");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.header("WWW-Authenticate")).contains("scope=\"idp-api/jobs.write\"");
    }
  }

  @Test
  void life_and_size_of_the_form_are_as_configured() {
    try (Gateway gateway = house.start(Map.of("UPLOAD_SECONDS", "90", "UPLOAD_MAX_BYTES", "77"))) {
      JsonNode upload =
          of(gateway).create("alice", "{\"fileName\":\"a.zip\"}").json().get("upload");
      assertThat(upload.get("expiresInSeconds").intValue()).isEqualTo(90);
      String policy = upload.at("/requiredHeaders/policy").asText();
      assertThat(new String(Base64.getDecoder().decode(policy), StandardCharsets.UTF_8))
          .contains("[\"content-length-range\",1,77]");
    }
  }

  @Test
  void life_of_the_download_and_of_the_ended_job_are_as_configured() {
    try (Gateway gateway =
        house.start(Map.of("DOWNLOAD_SECONDS", "90", "RETENTION_SECONDS", "5"))) {
      Api api = of(gateway);
      String id = api.job("alice");
      assertThat(house.operator().job(id).getSpec().retention().ttlSecondsAfterFinished())
          .isEqualTo(5);
      String other = house.api().job("alice");
      var file = OperatorPlayer.file(0, "a", "COMPLETED", null);
      house.operator().end(other, JobState.SUCCEEDED, null, file);
      Answer ended =
          Awaitility.await()
              .until(() -> api.get("alice", "/jobs/" + other), a -> a.json().has("result"));
      assertThat(ended.json().at("/result/expiresInSeconds").intValue()).isEqualTo(90);
    }
  }
}
