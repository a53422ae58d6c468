package dev.waybill.operator.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Containers as a kubelet tells them: fetch, work and deliver, or the one of the built-in worker.
 */
class PodSeenTest {
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "wait PodInitializing, wait PodInitializing, wait PodInitializing, PodInitializing, -, -",
    "wait ImagePullBackOff, wait PodInitializing, wait PodInitializing, ImagePullBackOff, -, -",
    "run 1, wait PodInitializing, wait PodInitializing, PodInitializing, -, -",
    "end 1 0, wait ErrImagePull, wait PodInitializing, ErrImagePull, -, -",
    "end 1 3, wait PodInitializing, wait PodInitializing, PodInitializing, -, fetch 3",
    "end 1 0, run 2, wait PodInitializing, PodInitializing, 2, -",
    "end 1 0, end 2 0, run 3, -, 2, -",
    "end 1 0, end 2 4, wait PodInitializing, PodInitializing, 2, work 4",
    "end 1 0, end 2 0, end 3 0, -, 2, deliver 0",
    "end 1 0, end 2 0, end 3 5, -, 2, deliver 5",
  })
  void three_steps_are_one_attempt(
      String fetch, String work, String deliver, String waiting, String since, String exit) {
    PodSeen seen =
        pod(
            "\"initContainerStatuses\":[%s,%s],\"containerStatuses\":[%s]"
                .formatted(state("fetch", fetch), state("work", work), state("deliver", deliver)));

    assertThat(waiting(seen)).isEqualTo(waiting);
    assertThat(since(seen)).isEqualTo(since);
    assertThat(exit(seen)).isEqualTo(exit);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "run 2, wait PodInitializing, -",
    "end 2 0, wait PodInitializing, 9",
    "end 2 0, wait ImagePullBackOff, 9",
    "end 2 0, run 3, -",
    "end 2 0, end 3 0, -",
  })
  void a_delivery_is_due_from_the_end_of_the_work_to_its_own_start(
      String work, String deliver, String since) {
    PodSeen seen =
        pod(
            "\"initContainerStatuses\":[%s],\"containerStatuses\":[%s]"
                .formatted(state("work", work), state("deliver", deliver)));

    assertThat(second(seen.deliveryDueSince())).isEqualTo(since);
  }

  @Test
  void a_container_that_could_not_be_started_never_started() {
    String failed =
        "{\"name\":\"work\",\"state\":{\"terminated\":{\"exitCode\":128,\"reason\":\"StartError\","
            + "\"startedAt\":\"1970-01-01T00:00:00Z\",\"finishedAt\":\"2026-03-01T10:00:01Z\"}}}";
    PodSeen seen = pod("\"initContainerStatuses\":[" + failed + "]");

    assertThat(seen.exit().code()).isEqualTo(128);
    assertThat(seen.exit().startedAt()).isNull();
    assertThat(seen.runningSince()).isNull();
  }

  @ParameterizedTest(name = "{0} beside {1}")
  @CsvSource({
    "run 1, run 2, 2, -",
    "end 1 0, run 2, 2, -",
    "end 1 6, run 2, 2, a-proxy 6",
    "run 1, end 2 0, 2, document 0",
    "run 1, end 2 7, 2, document 7",
    "end 1 6, end 2 0, 2, document 0",
    "end 1 143, end 2 5, 2, document 5",
  })
  void what_a_cluster_puts_beside_the_worker_is_not_taken_for_it(
      String proxy, String document, String since, String exit) {
    PodSeen seen =
        pod(
            "\"containerStatuses\":[%s,%s]"
                .formatted(state("a-proxy", proxy), state("document", document)));

    assertThat(since(seen)).isEqualTo(since);
    assertThat(exit(seen)).isEqualTo(exit);
  }

  @Test
  void a_sidecar_that_is_told_to_end_does_not_speak_for_the_worker() {
    PodSeen seen =
        pod(
            "\"initContainerStatuses\":[%s],\"containerStatuses\":[%s]"
                .formatted(state("a-sidecar", "end 3 143"), state("document", "end 2 137")));

    assertThat(exit(seen)).isEqualTo("document 137");
  }

  private static String waiting(PodSeen seen) {
    return seen.waiting() == null ? "-" : seen.waiting().reason();
  }

  private static String since(PodSeen seen) {
    return second(seen.runningSince());
  }

  private static String second(Instant time) {
    return time == null ? "-" : "" + time.getEpochSecond() % 10;
  }

  private static String exit(PodSeen seen) {
    return seen.exit() == null ? "-" : seen.exit().container() + " " + seen.exit().code();
  }

  private static PodSeen pod(String statuses) {
    return PodSeen.of(
        Serialization.unmarshal(
            "{\"metadata\":{\"name\":\"p\"},\"status\":{\"phase\":\"Pending\"," + statuses + "}}",
            Pod.class));
  }

  /** {@code wait REASON}, {@code run SECOND}, {@code end SECOND CODE}. */
  private static String state(String name, String words) {
    String[] word = words.split(" ");
    String started = "\"startedAt\":\"2026-03-01T10:00:0" + word[1] + "Z\"";
    String finished = ",\"finishedAt\":\"2026-03-01T10:00:09Z\"";
    String state =
        switch (word[0]) {
          case "wait" -> "\"waiting\":{\"reason\":\"" + word[1] + "\"}";
          case "run" -> "\"running\":{" + started + "}";
          default -> "\"terminated\":{\"exitCode\":" + word[2] + "," + started + finished + "}";
        };
    return "{\"name\":\"" + name + "\",\"state\":{" + state + "}}";
  }
}
