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
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTest {
  private final Api api = House.shared().api();
  private final OperatorPlayer operator = House.shared().operator();
  private final String id = api.job("alice");
  private final String path = "/jobs/" + id + "/files";

  private JsonNode files(String query, int expected) {
    return await()
        .until(
            () -> api.get("alice", path + query).json(),
            page -> page.path("files").size() == expected);
  }

  @Test
  void before_they_are_known_there_are_none() {
    assertThat(api.get("alice", path).body()).isEqualTo("{\"files\":[]}");
  }

  @Test
  void a_running_jobs_files_have_state_reason_and_a_count_of_attempts() {
    List<String> attempts =
        List.of("1 1 F 1 100 200 pod node it is broken", "1 2 F 1 300 400 pod node again");
    operator.slice(id, 0, List.of("a", "b"), "QF", attempts);
    operator.adopt(id, 2, 1, true);
    assertThat(files("", 2).toString())
        .isEqualTo(
            "{\"files\":[{\"index\":0,\"name\":\"a\",\"status\":\"QUEUED\",\"attempts\":0},"
                + "{\"index\":1,\"name\":\"b\",\"status\":\"FAILED\",\"reason\":\"it is broken\",\"attempts\":2}]}");
  }

  @Test
  void an_ended_jobs_files_come_from_its_manifest() {
    operator.end(
        id,
        JobState.PARTIALLY_SUCCEEDED,
        null,
        file(0, "a", "COMPLETED", null),
        file(1, "b", "FAILED", "encrypted"));
    assertThat(files("", 2).toString())
        .isEqualTo(
            "{\"files\":[{\"index\":0,\"name\":\"a\",\"status\":\"COMPLETED\",\"attempts\":1},"
                + "{\"index\":1,\"name\":\"b\",\"status\":\"FAILED\",\"reason\":\"encrypted\",\"attempts\":1}]}");
  }

  @Test
  void pages_follow_each_other_without_gap_or_repetition() {
    Manifest.File[] all =
        IntStream.range(0, 7)
            .mapToObj(i -> file(i, "f" + i, i % 2 == 0 ? "COMPLETED" : "FAILED", null))
            .toArray(Manifest.File[]::new);
    operator.end(id, JobState.PARTIALLY_SUCCEEDED, null, all);
    files("", 7);
    assertThat(walk("?limit=3")).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(walk("?limit=2&status=FAILED")).containsExactly(1, 3, 5);
    assertThat(walk("?limit=7")).hasSize(7);
  }

  private List<Integer> walk(String query) {
    List<Integer> seen = new ArrayList<>();
    String cursor = "";
    for (int pages = 0; pages < 20; pages++) {
      JsonNode page = api.get("alice", path + query + cursor).json();
      page.get("files").forEach(file -> seen.add(file.get("index").intValue()));
      if (!page.has("nextCursor")) {
        return seen;
      }
      cursor = "&cursor=" + page.get("nextCursor").asText();
    }
    throw new AssertionError("no end of pages");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?limit=0", "?limit=101", "?limit=x", "?limit=", "?status=DONE", "?cursor=x"})
  void a_query_that_makes_no_sense_is_a_400(String query) {
    assertThat(api.get("alice", path + query).status()).isEqualTo(400);
  }

  @Test
  void a_log_is_the_newest_attempts_that_has_one_as_text() {
    List<String> attempts =
        List.of("0 1 F 1 100 200 p n x", "0 2 F 1 100 200 p n x", "0 3 R - - - - -");
    operator.slice(id, 0, List.of("a"), "R", attempts);
    operator.adopt(id, 1, 1, true);
    files("", 1);
    assertThat(api.get("alice", path + "/0/log").body())
        .isEqualTo("{\"statusCode\":404,\"message\":\"Job " + id + " not found\"}");
    operator.put(new JobKeys(id).log(0, 1), "first".getBytes(StandardCharsets.UTF_8));
    assertThat(api.get("alice", path + "/0/log").body()).isEqualTo("first");
    operator.put(new JobKeys(id).log(0, 2), "zweite Zeile ü\n".getBytes(StandardCharsets.UTF_8));
    Answer log = api.get("alice", path + "/0/log");
    assertThat(log.status()).isEqualTo(200);
    assertThat(log.body()).isEqualTo("zweite Zeile ü\n");
    assertThat(log.header("Content-Type")).isEqualToIgnoringWhitespace("text/plain;charset=utf-8");
    assertThat(log.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void an_ended_jobs_log_is_there_too() {
    operator.end(id, JobState.FAILED, null, file(0, "a", "FAILED", "x"));
    operator.put(new JobKeys(id).log(0, 1), "why".getBytes(StandardCharsets.UTF_8));
    files("", 1);
    assertThat(api.get("alice", path + "/0/log").body()).isEqualTo("why");
    assertThat(api.get("reader", path + "/0/log").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "-1", "x", "99999999999999"})
  void an_index_that_no_file_has_is_a_404_as_for_the_job(String index) {
    operator.slice(id, 0, List.of("a"), "Q", List.of());
    operator.adopt(id, 1, 1, true);
    files("", 1);
    assertThat(api.get("alice", path + "/" + index + "/log").body())
        .isEqualTo("{\"statusCode\":404,\"message\":\"Job " + id + " not found\"}");
  }
}
