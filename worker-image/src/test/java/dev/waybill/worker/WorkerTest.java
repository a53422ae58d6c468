package dev.waybill.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.storage.StoreException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerTest {
  private static final String GRANT =
      "{\"readUrl\":\"http://s/r?sig=topsecret\",\"readETag\":\"e\",\"writeUrl\":\"http://s/w\","
          + "\"writeFields\":{},\"writePrefix\":\"jobs/j/out/3/\",\"maxBytes\":1000,"
          + "\"expiresAt\":1}";

  private static final Map<String, String> DOCUMENT =
      Map.of(
          "WAYBILL_JOB_ID", "j",
          "WAYBILL_FILE_INDEX", "3",
          "WAYBILL_ATTEMPT", "1",
          "WAYBILL_FILE_NAME", "a.pdf",
          "WAYBILL_FILE_PLACE",
              "{\"offset\":0,\"compressedSize\":1,\"size\":1,\"method\":0,\"crc\":0}",
          "WAYBILL_GRANT", GRANT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WAYBILL_JOB_ID",
        "WAYBILL_FILE_INDEX",
        "WAYBILL_ATTEMPT",
        "WAYBILL_FILE_NAME",
        "WAYBILL_FILE_PLACE",
        "WAYBILL_GRANT"
      })
  void a_missing_variable_is_named(String key) {
    Map<String, String> env = new HashMap<>(DOCUMENT);
    env.remove(key);

    WorkerStore.Ran ran = WorkerStore.run("document", env);

    assertThat(ran.outcome().exitCode()).isEqualTo(2);
    assertThat(ran.outcome().message()).contains(key + " is not set");
  }

  @ParameterizedTest
  @CsvSource({
    "WAYBILL_FILE_INDEX, -1",
    "WAYBILL_ATTEMPT, topsecret",
    "WAYBILL_FILE_PLACE, topsecret",
    "WAYBILL_FILE_PLACE, '{\"offset\":\"topsecret\"}'",
    "WAYBILL_FILE_PLACE, '{\"offset\":0,\"compressedSize\":1,\"size\":1,\"method\":4294967296,\"crc\":0}'",
    "WAYBILL_GRANT, topsecret",
    "WAYBILL_GRANT, '{\"readUrl\":\"topsecret\"}'",
    "WAYBILL_WORKER_TIMEOUT_SECONDS, 0",
    "WAYBILL_WORKER_MAX_TEXT_BYTES, topsecret",
    "WAYBILL_WORKER_MAX_FILE_BYTES, -5",
    "WAYBILL_WORKER_MAX_EMBEDDED, topsecret",
    "WAYBILL_WORKER_MAX_EMBEDDED_DEPTH, 101"
  })
  void an_ill_typed_variable_is_named_without_its_value(String key, String value) {
    Map<String, String> env = new HashMap<>(DOCUMENT);
    env.put(key, value);

    WorkerStore.Ran ran = WorkerStore.run("document", env);

    assertThat(ran.outcome().exitCode()).isEqualTo(2);
    assertThat(ran.outcome().message()).contains(key);
    assertThat(ran.outcome().message() + ran.log()).doesNotContain("topsecret");
  }

  @ParameterizedTest
  @CsvSource({"UNAVAILABLE, 5", "DENIED, 3", "CHANGED, 3", "NOT_FOUND, 3"})
  void a_store_that_is_away_has_an_exit_code_of_its_own(StoreException.Kind kind, int code) {
    assertThat(Worker.exitCode(new StoreException(kind, "x", null))).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"document", "fetch", "deliver", "collect"})
  void authorities_that_cannot_be_read_are_told_before_anything_is_asked_of_a_store(String step) {
    Map<String, String> env = new HashMap<>(DOCUMENT);
    env.put("WAYBILL_TRUST_FILE", "/missing/ca.crt");

    WorkerStore.Ran ran = WorkerStore.run(step, env);

    assertThat(ran.outcome().exitCode()).isEqualTo(2);
    assertThat(ran.outcome().message())
        .contains("WAYBILL_TRUST_FILE: /missing/ca.crt cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fetch", "deliver"})
  void the_steps_around_a_users_container_name_what_is_missing_too(String step) {
    Map<String, String> env = new HashMap<>(DOCUMENT);
    env.remove("WAYBILL_GRANT");

    assertThat(WorkerStore.run(step, env).outcome().message())
        .isEqualTo("{\"index\":3,\"attempt\":1,\"reason\":\"WAYBILL_GRANT is not set\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ENTRIES", "BYTES", "DEPTH"})
  void a_limit_of_the_output_that_is_no_number_is_named(String limit) {
    Map<String, String> env = new HashMap<>(DOCUMENT);
    env.put("WAYBILL_WORKER_MAX_OUTPUT_" + limit, "topsecret");

    WorkerStore.Ran ran = WorkerStore.run("deliver", env);

    assertThat(ran.outcome().exitCode()).isEqualTo(2);
    assertThat(ran.outcome().message())
        .contains("WAYBILL_WORKER_MAX_OUTPUT_" + limit)
        .doesNotContain("topsecret");
  }

  @Test
  void collect_names_what_is_missing_too() {
    assertThat(WorkerStore.run("collect", Map.of()).outcome().message())
        .contains("WAYBILL_JOB_ID is not set");
    assertThat(WorkerStore.run("collect", Map.of("WAYBILL_JOB_ID", "j")).outcome())
        .satisfies(outcome -> assertThat(outcome.exitCode()).isEqualTo(2))
        .satisfies(outcome -> assertThat(outcome.message()).contains("WAYBILL_STORE_"));
  }

  @Test
  void a_message_fits_into_what_a_pod_can_say_of_its_end() {
    Map<String, String> env = new HashMap<>(DOCUMENT);
    env.put("WAYBILL_FILE_NAME", "../" + "\uD83D\uDCE6\"".repeat(2_000));

    String message = WorkerStore.run("fetch", env).outcome().message();

    assertThat(message).contains("the file's name cannot be").endsWith("…\"}");
    assertThat(message.getBytes(UTF_8).length).isLessThanOrEqualTo(4096);
  }

  @Test
  void an_unknown_command_is_wrong_use() {
    WorkerStore.Ran ran = WorkerStore.run("shell", Map.of());

    assertThat(ran.outcome().exitCode()).isEqualTo(2);
    assertThat(ran.outcome().message()).contains("document, fetch, deliver or collect");
  }
}
