package dev.waybill.gateway.idp;

import static dev.waybill.gateway.house.OperatorPlayer.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.crds.JobState;
import dev.waybill.gateway.house.Answer;
import dev.waybill.gateway.house.Api;
import dev.waybill.gateway.house.House;
import dev.waybill.gateway.house.OperatorPlayer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadJobTest {
  private static final List<String> SEED_FILES = List.of("document_a.pdf", "document_b.pdf");

  private final Api api = House.shared().api();
  private final OperatorPlayer operator = House.shared().operator();
  private final String id = api.job("alice");

  private JsonNode until(String status) {
    return await()
        .until(() -> api.get("alice", "/jobs/" + id).json(), job -> status.equals(status(job)));
  }

  private static String status(JsonNode job) {
    return job.path("status").asText();
  }

  @Test
  void a_job_that_waits_has_id_status_and_timestamps_only() {
    JsonNode job = api.get("alice", "/jobs/" + id).json();
    assertThat(Answer.members(job)).containsExactly("jobId", "status", "timestamps");
    assertThat(status(job)).isEqualTo("PENDING_UPLOAD");
    assertThat(job.get("jobId").asText()).isEqualTo(id);
    JsonNode timestamps = job.get("timestamps");
    assertThat(Answer.members(timestamps)).containsExactly("createdAt", "updatedAt");
    assertThat(timestamps.get("createdAt").asText())
        .matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z")
        .isEqualTo(timestamps.get("updatedAt").asText());
  }

  @Test
  void an_upload_is_seen_by_asking_and_the_operator_is_told_once() {
    operator.upload(id);
    assertThat(status(api.get("alice", "/jobs/" + id).json())).isEqualTo("IN_PROGRESS");
    assertThat(operator.job(id).getMetadata().getAnnotations()).containsKey("waybill.dev/uploaded");
    String version = operator.job(id).getMetadata().getResourceVersion();
    until("IN_PROGRESS");
    assertThat(operator.job(id).getMetadata().getResourceVersion()).isEqualTo(version);
  }

  @Test
  void the_store_is_asked_at_most_once_in_five_seconds() {
    assertThat(status(api.get("alice", "/jobs/" + id).json())).isEqualTo("PENDING_UPLOAD");
    operator.upload(id);
    assertThat(status(api.get("alice", "/jobs/" + id).json())).isEqualTo("PENDING_UPLOAD");
    until("IN_PROGRESS");
  }

  @Test
  void a_job_shows_no_files_until_it_is_wholly_expanded() {
    operator.adopt(id, 2, 2, false);
    operator.slice(id, 0, List.of("a"), "Q", List.of());
    assertThat(Answer.members(until("IN_PROGRESS")))
        .containsExactly("jobId", "status", "timestamps");
    operator.adopt(id, 2, 2, true);
    operator.slice(id, 100, List.of("b"), "R", List.of());
    JsonNode files = await().until(() -> until("IN_PROGRESS").path("files"), f -> f.size() == 2);
    assertThat(Answer.members(files)).containsExactly("a", "b");
  }

  @Test
  void a_slice_that_is_missing_hides_the_files_rather_than_showing_some() {
    operator.adopt(id, 2, 2, true);
    operator.slice(id, 0, List.of("a"), "Q", List.of());
    assertThat(until("IN_PROGRESS").has("files")).isFalse();
  }

  @Test
  void a_job_in_progress_is_as_in_the_seed() {
    operator.slice(id, 0, SEED_FILES, "CR", List.of());
    operator.adopt(id, 2, 1, true);
    JsonNode job = until("IN_PROGRESS");
    assertThat(Answer.members(job)).containsExactly("jobId", "status", "timestamps", "files");
    assertThat(job.at("/timestamps/updatedAt").asText()).isEqualTo(OperatorPlayer.UPDATED);
    assertThat(job.get("files").toString())
        .isEqualTo("{\"document_a.pdf\":\"COMPLETED\",\"document_b.pdf\":\"IN_PROGRESS\"}");
  }

  @Test
  void a_job_that_is_held_up_says_by_what_until_it_goes_on() {
    operator.hold(id, "StorageRefused", "object store: access denied");
    JsonNode held = await().until(() -> until("IN_PROGRESS"), job -> job.has("reason"));
    assertThat(Answer.members(held)).containsExactly("jobId", "status", "timestamps", "reason");
    assertThat(held.get("reason").asText()).isEqualTo("object store: access denied");
    operator.adopt(id, 2, 2, false);
    await().until(() -> !until("IN_PROGRESS").has("reason"));
  }

  @Test
  void files_come_in_directory_order_in_the_five_words() {
    List<String> names = List.of("z", "a", "m", "b", "y");
    operator.slice(id, 0, names, "QRCFA", List.of());
    operator.adopt(id, 5, 1, true);
    assertThat(until("IN_PROGRESS").get("files").toString())
        .isEqualTo(
            "{\"z\":\"QUEUED\",\"a\":\"IN_PROGRESS\",\"m\":\"COMPLETED\",\"b\":\"FAILED\",\"y\":\"ABORTED\"}");
  }

  @Test
  void a_job_that_succeeded_is_as_in_the_seed_and_its_results_can_be_downloaded() throws Exception {
    operator.end(
        id,
        JobState.SUCCEEDED,
        null,
        file(0, "document_a.pdf", "COMPLETED", null),
        file(1, "document_b.pdf", "COMPLETED", null));
    JsonNode job = until("SUCCEEDED");
    assertThat(Answer.members(job))
        .containsExactly("jobId", "status", "timestamps", "files", "result");
    assertThat(job.get("files").toString())
        .isEqualTo("{\"document_a.pdf\":\"COMPLETED\",\"document_b.pdf\":\"COMPLETED\"}");
    JsonNode result = job.get("result");
    assertThat(Answer.members(result)).containsExactly("downloadUrl", "expiresInSeconds");
    assertThat(result.get("expiresInSeconds").intValue()).isEqualTo(3600);
    assertThat(result.get("downloadUrl").asText()).contains("/jobs/" + id + "/results.zip?");
    try (HttpClient http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(result.get("downloadUrl").asText())).build();
      assertThat(http.send(request, BodyHandlers.ofString()).body()).isEqualTo("results");
    }
  }

  @Test
  void a_job_that_partially_succeeded_is_as_in_the_seed() {
    operator.end(
        id,
        JobState.PARTIALLY_SUCCEEDED,
        "1 of 2 files did not complete",
        file(0, "document_a.pdf", "COMPLETED", null),
        file(1, "document_b.pdf", "FAILED", "it is broken"));
    JsonNode job = until("PARTIALLY_SUCCEEDED");
    assertThat(Answer.members(job))
        .containsExactly("jobId", "status", "timestamps", "files", "result");
    assertThat(job.get("files").toString())
        .isEqualTo("{\"document_a.pdf\":\"COMPLETED\",\"document_b.pdf\":\"FAILED\"}");
  }

  @Test
  void success_is_told_only_once_there_are_results_to_download() {
    operator.almost(id);
    assertThat(until("IN_PROGRESS").has("result")).isFalse();
  }

  @Test
  void a_job_that_failed_says_why_and_has_no_result() {
    operator.end(id, JobState.FAILED, "no file completed", file(0, "a", "FAILED", "broken"));
    JsonNode job = until("FAILED");
    assertThat(Answer.members(job))
        .containsExactly("jobId", "status", "timestamps", "files", "error");
    assertThat(job.get("error").asText()).isEqualTo("no file completed");
  }

  @Test
  void a_refused_or_expired_job_is_FAILED_with_the_reason_and_no_files() {
    operator.refuse(id, JobState.FAILED, "upload expired");
    JsonNode job = until("FAILED");
    assertThat(Answer.members(job)).containsExactly("jobId", "status", "timestamps", "error");
    assertThat(job.get("error").asText()).isEqualTo("upload expired");
  }

  @Test
  void a_job_cancelled_before_any_file_is_ABORTED_with_an_error() {
    operator.refuse(id, JobState.ABORTED, null);
    assertThat(until("ABORTED").get("error").asText()).isEqualTo("cancelled");
  }

  @Test
  void a_job_past_its_time_is_unknown() {
    operator.endAt(id, "2020-01-01T00:00:00Z");
    await().until(() -> api.get("alice", "/jobs/" + id).status() == 404);
    assertThat(api.get("alice", "/jobs").body()).doesNotContain(id);
  }
}
