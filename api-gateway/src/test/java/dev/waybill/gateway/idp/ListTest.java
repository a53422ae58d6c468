package dev.waybill.gateway.idp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.crds.JobState;
import dev.waybill.gateway.house.Answer;
import dev.waybill.gateway.house.Api;
import dev.waybill.gateway.house.House;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListTest {
  private static final String CLIENT = "dave";

  private final Api api = House.shared().api();
  private final List<String> ids = Stream.generate(() -> api.job(CLIENT)).limit(5).toList();

  private JsonNode page(String query) {
    return api.get(CLIENT, "/jobs" + query).json();
  }

  @Test
  void the_callers_jobs_and_no_others_are_listed() {
    String bobs = api.job("bob");
    await()
        .untilAsserted(() -> assertThat(walk("?limit=100")).containsAll(ids).doesNotContain(bobs));
    JsonNode job = page("?limit=1").at("/jobs/0");
    assertThat(Answer.members(job)).containsExactly("jobId", "status", "timestamps");
    assertThat(Answer.members(job.get("timestamps"))).containsExactly("createdAt", "updatedAt");
    assertThat(Answer.members(page("?limit=1"))).containsExactly("jobs", "nextCursor");
  }

  @Test
  void the_newest_comes_first_and_pages_follow_without_gap_or_repetition() {
    await().untilAsserted(() -> assertThat(walk("?limit=100")).containsAll(ids));
    List<String> whole = walk("?limit=100");
    assertThat(walk("?limit=2")).isEqualTo(whole).doesNotHaveDuplicates();
    List<String> times = new ArrayList<>();
    page("?limit=100").get("jobs").forEach(j -> times.add(j.at("/timestamps/createdAt").asText()));
    assertThat(times).isSortedAccordingTo(Comparator.reverseOrder());
  }

  private List<String> walk(String query) {
    List<String> seen = new ArrayList<>();
    String cursor = "";
    for (int pages = 0; pages < 100; pages++) {
      JsonNode page = page(query + cursor);
      page.get("jobs").forEach(job -> seen.add(job.get("jobId").asText()));
      if (!page.has("nextCursor")) {
        return seen;
      }
      cursor = "&cursor=" + page.get("nextCursor").asText();
    }
    throw new AssertionError("no end of pages");
  }

  @Test
  void a_status_filters() {
    House.shared().operator().refuse(ids.getFirst(), JobState.FAILED, "upload expired");
    await().untilAsserted(() -> assertThat(walk("?status=FAILED")).contains(ids.getFirst()));
    assertThat(walk("?status=PENDING_UPLOAD")).doesNotContain(ids.getFirst()).contains(ids.get(1));
  }

  @Test
  void a_cursor_is_good_for_its_caller_and_its_query_only() {
    await().untilAsserted(() -> assertThat(walk("?limit=100")).containsAll(ids));
    String cursor = "&cursor=" + page("?limit=1").get("nextCursor").asText();
    assertThat(api.get(CLIENT, "/jobs?limit=1" + cursor).status()).isEqualTo(200);
    assertThat(api.get("erin", "/jobs?limit=1" + cursor).status()).isEqualTo(400);
    assertThat(api.get(CLIENT, "/jobs?status=PENDING_UPLOAD" + cursor).status()).isEqualTo(400);
    assertThat(api.get(CLIENT, "/jobs/" + ids.getFirst() + "/files?limit=1" + cursor).status())
        .isEqualTo(400);
  }

  @Test
  void a_well_encoded_query_means_what_it_says_and_other_names_are_passed_over() {
    await().untilAsserted(() -> assertThat(walk("?limit=100")).containsAll(ids));
    assertThat(page("?%6cimit=2&&x=1&x=%20&y").get("jobs")).hasSize(2);
    assertThat(walk("?st%61tus=PENDING%5FUPLOAD")).contains(ids.get(1));
  }

  @Test
  void a_caller_without_jobs_has_an_empty_page() {
    assertThat(api.get("reader", "/jobs").body()).isEqualTo("{\"jobs\":[]}");
  }
}
