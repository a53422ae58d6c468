package dev.waybill.operator.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operator.file.FairShare.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FairShareTest {
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  @Test
  void a_hundred_jobs_share_evenly() {
    List<Demand> jobs =
        IntStream.range(0, 100)
            .mapToObj(at -> new Demand("j" + at, "me", "" + at, 0, 0, 1000, NO_LIMIT))
            .toList();

    Map<String, Integer> granted = FairShare.grant(jobs, 500);

    assertThat(granted).hasSize(100).allSatisfy((job, starts) -> assertThat(starts).isEqualTo(5));
  }

  @Test
  void a_big_job_cannot_starve_a_small_one() {
    Demand big = new Demand("big", "me", "1", 490, 0, 10_000, NO_LIMIT);
    Demand small = new Demand("small", "me", "2", 0, 0, 10, NO_LIMIT);

    assertThat(FairShare.grant(List.of(big, small), 500)).isEqualTo(Map.of("small", 10));
  }

  @Test
  void a_principal_with_many_jobs_cannot_starve_one_with_few() {
    List<Demand> demands =
        List.of(
            new Demand("a1", "a", "1", 0, 0, 100, NO_LIMIT),
            new Demand("a2", "a", "2", 0, 0, 100, NO_LIMIT),
            new Demand("a3", "a", "3", 0, 0, 100, NO_LIMIT),
            new Demand("b1", "b", "4", 0, 0, 100, NO_LIMIT));

    assertThat(FairShare.grant(demands, 12)).isEqualTo(Map.of("a1", 2, "a2", 2, "a3", 2, "b1", 6));
  }

  @Test
  void what_one_cannot_use_another_gets() {
    List<Demand> demands =
        List.of(
            new Demand("a", "a", "1", 0, 0, 2, NO_LIMIT),
            new Demand("b", "b", "2", 0, 0, 100, NO_LIMIT));

    assertThat(FairShare.grant(demands, 50)).isEqualTo(Map.of("a", 2, "b", 48));
  }

  @ParameterizedTest(name = "in progress {0}, ready {1}, parallelism {2}, cap {3}: {4}")
  @CsvSource({
    "0, 10, 4, 500, 4",
    "3, 10, 4, 500, 1",
    "4, 10, 4, 500, 0",
    "9, 10, 4, 500, 0",
    "0, 10, 100, 7, 7",
    "7, 10, 100, 7, 0",
    "9, 10, 100, 7, 0",
    "0, 0, 100, 7, 0",
    "0, 3, 100, 7, 3"
  })
  void parallelism_and_cap_are_respected(
      int inProgress, int ready, int parallelism, int cap, int granted) {
    Demand demand = new Demand("j", "me", "1", inProgress, 0, ready, parallelism);

    assertThat(FairShare.grant(List.of(demand), cap).getOrDefault("j", 0)).isEqualTo(granted);
  }

  @ParameterizedTest(name = "held {0}, and {1} of others: {2}")
  @CsvSource({"0, 0, 0", "500, 0, 500", "400, 0, 400", "500, 1500, 500", "500, 4500, 0"})
  void what_is_held_takes_no_room_but_not_without_bound(int held, int others, int granted) {
    List<Demand> demands =
        List.of(
            new Demand("held", "me", "1", 500, held, 100, NO_LIMIT),
            new Demand("others", "they", "2", others, others, 0, NO_LIMIT),
            new Demand("new", "you", "3", 0, 0, 1000, NO_LIMIT));

    assertThat(FairShare.grant(demands, 500).getOrDefault("new", 0)).isEqualTo(granted);
    assertThat(FairShare.grant(demands, 500)).doesNotContainKey("held");
  }

  @ParameterizedTest(name = "held {0}, working {1}: {2}")
  @CsvSource({"500, 0, 400", "1499, 0, 400", "1500, 0, 0", "500, 400, 0", "500, 300, 100"})
  void one_principal_has_three_caps_held_and_its_other_jobs_what_is_free(
      int held, int working, int granted) {
    List<Demand> demands =
        List.of(
            new Demand("held", "me", "1", held, held, 0, NO_LIMIT),
            new Demand("works", "me", "2", working, 0, 0, NO_LIMIT),
            new Demand("other", "me", "3", 0, 0, 1000, NO_LIMIT),
            new Demand("they", "they", "4", 0, 0, 100, NO_LIMIT));

    assertThat(FairShare.grant(demands, 500).getOrDefault("other", 0)).isEqualTo(granted);
    assertThat(FairShare.grant(demands, 500)).containsEntry("they", 100);
  }

  @Test
  void jobs_of_nobody_are_not_one_principals() {
    Demand held = new Demand("held", "", "1", 500, 500, 0, NO_LIMIT);
    Demand other = new Demand("other", "", "2", 0, 0, 1000, NO_LIMIT);

    assertThat(FairShare.grant(List.of(held, other), 500)).isEqualTo(Map.of("other", 500));
  }

  @Test
  void what_is_held_of_nobodys_jobs_has_three_caps_in_all() {
    List<Demand> demands = new ArrayList<>();
    for (int at = 0; at < 3; at++) {
      demands.add(new Demand("held" + at, "", "" + at, 500, 500, 0, NO_LIMIT));
    }
    demands.add(new Demand("next", "", "3", 0, 0, 1000, NO_LIMIT));
    demands.add(new Demand("other", "me", "4", 0, 0, 100, NO_LIMIT));

    assertThat(FairShare.grant(demands, 500)).isEqualTo(Map.of("other", 100));
  }

  @Test
  void the_older_job_goes_first_where_there_is_not_enough() {
    Demand younger = new Demand("younger", "me", "2026-02", 0, 0, 5, NO_LIMIT);
    Demand older = new Demand("older", "me", "2026-01", 0, 0, 5, NO_LIMIT);

    assertThat(FairShare.grant(List.of(younger, older), 1)).isEqualTo(Map.of("older", 1));
  }
}
