package dev.waybill.gateway.idp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.gateway.Gateway;
import dev.waybill.gateway.house.Answer;
import dev.waybill.gateway.house.Api;
import dev.waybill.gateway.house.House;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyTest {
  private static final String BODY = "{\"fileName\":\"documents.zip\",\"extra\":[1,2]}";

  private final House house = House.shared();
  private final Api api = house.api();
  private final String key = UUID.randomUUID().toString();

  private Answer create(String client, String body) {
    return api.create(client, body, "Idempotency-Key", key);
  }

  @Test
  void the_same_key_and_body_are_the_same_job_with_a_form_for_the_time_that_is_left() {
    JsonNode first = create("alice", BODY).json();
    JsonNode again =
        create("alice", "{\"extra\": [1.0, 2],\n\"fileName\": \"documents.zip\"}").json();
    assertThat(again.get("jobId")).isEqualTo(first.get("jobId"));
    assertThat(again.at("/upload/requiredHeaders/key"))
        .isEqualTo(first.at("/upload/requiredHeaders/key"));
    assertThat(again.at("/upload/expiresInSeconds").intValue()).isBetween(3500, 3600);
  }

  @Test
  void once_its_upload_has_come_the_job_is_answered_without_a_form() {
    String id = create("alice", BODY).text("jobId");
    house.operator().upload(id);
    assertThat(api.get("alice", "/jobs/" + id).text("status")).isEqualTo("IN_PROGRESS");
    await()
        .untilAsserted(
            () -> assertThat(create("alice", BODY).body()).isEqualTo("{\"jobId\":\"" + id + "\"}"));
  }

  @Test
  void the_same_key_with_another_body_is_a_409() {
    create("alice", BODY);
    Answer other = create("alice", "{\"fileName\":\"other.zip\"}");
    assertThat(other.status()).isEqualTo(409);
    assertThat(Answer.members(other.json())).containsExactly("statusCode", "message");
  }

  @Test
  void a_key_is_its_principals_own() {
    String alices = create("alice", BODY).text("jobId");
    assertThat(create("bob", BODY).text("jobId")).isNotEqualTo(alices);
  }

  @Test
  void many_at_once_on_two_replicas_make_one_job() throws Exception {
    try (Gateway replica = house.start(Map.of());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Api other = new Api(URI.create("http://127.0.0.1:" + replica.port()));
      List<Callable<String>> calls =
          Stream.of(api, other, api, other, api, other)
              .map(
                  one ->
                      (Callable<String>)
                          () -> one.create("alice", BODY, "Idempotency-Key", key).text("jobId"))
              .toList();
      List<Future<String>> ids = threads.invokeAll(calls);
      String first = ids.getFirst().get();
      assertThat(first).hasSize(36);
      for (Future<String> id : ids) {
        assertThat(id.get()).isEqualTo(first);
      }
    }
  }

  @Test
  void a_key_lives_as_long_as_its_job() {
    String id = create("alice", BODY).text("jobId");
    house.client().resource(house.operator().job(id)).delete();
    await()
        .untilAsserted(() -> assertThat(api.get("alice", "/jobs/" + id).status()).isEqualTo(404));
    assertThat(create("alice", "{\"fileName\":\"other.zip\"}").text("jobId")).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "\t"})
  void a_key_that_is_not_visible_ASCII_is_a_400(String bad) {
    Answer answer = api.create("alice", BODY, "Idempotency-Key", bad);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("message")).contains("Idempotency-Key");
  }

  @Test
  void a_key_has_at_most_255_characters() {
    String prefix = key;
    String longest = prefix + "k".repeat(255 - prefix.length());
    assertThat(api.create("alice", BODY, "Idempotency-Key", longest).status()).isEqualTo(200);
    assertThat(api.create("alice", BODY, "Idempotency-Key", longest + "k").status()).isEqualTo(400);
  }

  @Test
  void two_keys_are_a_400() {
    Answer answer = api.create("alice", BODY, "Idempotency-Key", "one", "Idempotency-Key", "two");
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void without_a_key_every_request_is_a_new_job() {
    assertThat(api.create("alice", BODY).text("jobId"))
        .isNotEqualTo(api.create("alice", BODY).text("jobId"));
  }
}
