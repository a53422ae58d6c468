package dev.waybill.gateway.idp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobSpec;
import dev.waybill.gateway.Gateway;
import dev.waybill.gateway.house.Answer;
import dev.waybill.gateway.house.Api;
import dev.waybill.gateway.house.House;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.S3Store;
import dev.waybill.storage.StoreConfig;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateJobTest {
  private final House house = House.shared();
  private final Api api = house.api();

  @Test
  void a_job_is_answered_member_by_member_as_in_the_seed() {
    Answer answer = api.create("alice", "{\"fileName\": \"documents.zip\"}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    JsonNode job = answer.json();
    assertThat(Answer.members(job)).containsExactly("jobId", "upload");
    assertThat(job.get("jobId").asText())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    JsonNode upload = job.get("upload");
    assertThat(Answer.members(upload))
        .containsExactly("uploadUrl", "expiresInSeconds", "requiredHeaders");
    assertThat(upload.get("expiresInSeconds").intValue()).isEqualTo(3600);
    assertThat(Answer.members(upload.get("requiredHeaders")))
        .as("the seed's, without the token that only temporary credentials have")
        .containsExactly(
            "key",
            "Content-Type",
            "x-amz-credential",
            "x-amz-date",
            "x-amz-algorithm",
            "policy",
            "x-amz-signature");
  }

  @Test
  void the_form_allows_this_key_and_type_and_size_for_an_hour_and_nothing_else() throws Exception {
    JsonNode job = api.create("alice", "{\"fileName\": \"documents.zip\"}").json();
    JsonNode fields = job.at("/upload/requiredHeaders");
    String key = "jobs/" + job.get("jobId").asText() + "/documents.zip";
    assertThat(fields.get("key").asText()).isEqualTo(key);
    assertThat(fields.get("Content-Type").asText()).isEqualTo("application/zip");
    String policy =
        new String(
            Base64.getDecoder().decode(fields.get("policy").asText()), StandardCharsets.UTF_8);
    assertThat(policy)
        .contains("{\"key\":\"" + key + "\"}")
        .contains("{\"Content-Type\":\"application/zip\"}")
        .contains("[\"content-length-range\",1,5368709120]")
        .contains("{\"bucket\":\"input\"}");
    JsonNode read = new ObjectMapper().readTree(policy);
    assertThat(Instant.parse(read.get("expiration").asText()))
        .isBetween(
            Instant.now().plus(Duration.ofMinutes(58)), Instant.now().plus(Duration.ofMinutes(61)));
  }

  @Test
  void the_resource_is_the_callers_and_keeps_what_was_asked() {
    String body =
        "{\"fileName\":\"Ä ☂.ZIP\",\"configurationVersion\":\"v1\",\"metadata\":{\"source\":\"mail\"}}";
    String id = api.create("alice", body).text("jobId");
    ProcessingJob job = house.operator().job(id);
    ProcessingJobSpec spec = job.getSpec();
    assertThat(spec.createdBy()).isEqualTo("waybill/alice");
    assertThat(spec.request().configurationVersion()).isEqualTo("v1");
    assertThat(spec.request().source()).isEqualTo("mail");
    assertThat(spec.request().bodyHash()).matches("[0-9a-f]{64}");
    assertThat(spec.source().archive().bucket()).isEqualTo("input");
    assertThat(spec.source().archive().key()).isEqualTo("jobs/" + id + "/Ä ☂.ZIP");
    assertThat(spec.source().archive().fileName()).isEqualTo("Ä ☂.ZIP");
    assertThat(Instant.parse(spec.source().archive().uploadDeadline()))
        .as("two hours after the form ran out")
        .isBetween(
            Instant.now().plus(Duration.ofMinutes(178)),
            Instant.now().plus(Duration.ofMinutes(181)));
    assertThat(spec.retention())
        .isEqualTo(new ProcessingJobSpec.Retention(604_800, ProcessingJobSpec.OnExpiry.Delete));
    JsonNode shown = api.get("alice", "/jobs/" + id).json();
    assertThat(shown.get("configurationVersion").asText()).isEqualTo("v1");
    assertThat(shown.at("/metadata/source").asText()).isEqualTo("mail");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/xml", "nonsense", "application/json;charset=x"})
  void any_content_type_is_read_as_JSON(String type) {
    assertThat(api.create("alice", "{\"fileName\":\"a.zip\"}", "Content-Type", type).status())
        .isEqualTo(200);
  }

  @Test
  void a_wrong_ending_is_a_400_word_for_word() {
    Answer answer = api.create("alice", "{\"fileName\":\"a.tar\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"statusCode\":400,\"message\":\"Unsupported file type. Only .zip files are supported\"}");
  }

  @Test
  void another_broken_rule_is_a_400_that_names_it() {
    Answer answer = api.create("alice", "{\"fileName\":\"a/b.zip\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo("{\"statusCode\":400,\"message\":\"fileName must not contain / or \\\\\"}");
  }

  @Test
  void a_missing_field_is_a_422_word_for_word() {
    Answer answer = api.create("alice", "{}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .isEqualTo(
            "{\"statusCode\":422,\"detail\":[{\"loc\":[\"body\",\"fileName\"],\"type\":\"missing\"}]}");
  }

  @Test
  void a_body_that_is_not_JSON_is_a_422() {
    Answer answer = api.create("alice", "fileName=a.zip");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("json_invalid");
  }

  @Test
  void what_the_form_says_can_be_uploaded_with_it() throws Exception {
    JsonNode job = api.create("alice", "{\"fileName\":\"documents.zip\"}").json();
    assertThat(Forms.post(job.get("upload"), new byte[] {80, 75})).isBetween(200, 204);
    JsonNode again = api.get("alice", "/jobs/" + job.get("jobId").asText()).json();
    assertThat(again.get("status").asText()).isEqualTo("IN_PROGRESS");
  }

  @Test
  void with_temporary_credentials_the_form_is_the_seeds_whole_and_ends_with_them() {
    StoreConfig temporary =
        new StoreConfig(
            house.s3Endpoint(),
            URI.create("https://s3.public.example"),
            "us-east-1",
            "key",
            "secret",
            "session",
            Instant.now().plusSeconds(600),
            Duration.ofHours(1),
            true,
            House.INPUT,
            House.OUTPUT,
            Duration.ofSeconds(10));
    try (ObjectStore store = S3Store.connect(temporary);
        Gateway gateway = Gateway.start(house.config(Map.of()), house.client(), store)) {
      Api other = new Api(URI.create("http://127.0.0.1:" + gateway.port()));
      JsonNode upload = other.create("alice", "{\"fileName\":\"a.zip\"}").json().get("upload");
      assertThat(upload.get("uploadUrl").asText()).startsWith("https://s3.public.example");
      assertThat(upload.get("expiresInSeconds").intValue()).isBetween(500, 600);
      assertThat(Answer.members(upload.get("requiredHeaders")))
          .containsExactly(
              "key",
              "Content-Type",
              "x-amz-credential",
              "x-amz-date",
              "x-amz-security-token",
              "x-amz-algorithm",
              "policy",
              "x-amz-signature");
    }
  }
}
