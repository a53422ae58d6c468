package dev.waybill.operator.job;

import static dev.waybill.operator.job.SnapshotBuilder.expanded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operator.kube.Events.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressPolicyTest {
  @Test
  void files_that_go_on_leave_nothing_to_say() {
    assertThat(expanded(1, 1, 1, 0, 0).decide().status().message()).isNull();
  }

  @Test
  void what_most_files_wait_for_is_said() {
    JobPlan plan =
        expanded(5, 1, 0, 0, 0).waiting(Map.of("image pull", 1, "no node fits", 4)).decide();

    assertThat(plan.status().message()).isEqualTo("4 files: no node fits");
  }

  @Test
  void what_most_files_wait_for_is_a_condition_and_told_once() {
    Map<String, Integer> notes =
        Map.of(
            "waiting: ImagePullBackOff: no such image",
            1,
            "waiting: Unschedulable: 0/3 nodes are available",
            4,
            "will be tried again: exit code 1",
            9);

    JobPlan first = expanded(14, 1, 0, 0, 0).waiting(notes).decide();
    JobPlan second = expanded(14, 1, 0, 0, 0).conditionsOf(first.status()).waiting(notes).decide();

    assertThat(waiting(first))
        .isEqualTo("True Unschedulable 0/3 nodes are available 2026-05-01T12:00:00Z");
    assertThat(first.news())
        .containsExactly(
            new JobPlan.News(Type.Warning, "Waiting", "Unschedulable: 0/3 nodes are available"));
    assertThat(waiting(second)).isEqualTo(waiting(first));
    assertThat(second.news()).isEmpty();
  }

  @Test
  void other_words_of_the_same_wait_are_shown_and_not_told_again() {
    JobPlan first =
        expanded(1, 1, 0, 0, 0).waiting(Map.of("waiting: Unschedulable: 1 node", 1)).decide();
    JobPlan second =
        expanded(1, 1, 0, 0, 0)
            .conditionsOf(first.status())
            .waiting(Map.of("waiting: Unschedulable: 2 nodes", 1))
            .decide();

    assertThat(waiting(second)).contains("2 nodes");
    assertThat(second.news()).isEmpty();
  }

  @Test
  void the_condition_goes_when_nothing_waits_any_more() {
    JobPlan first =
        expanded(1, 1, 0, 0, 0).waiting(Map.of("waiting: Unschedulable: 1 node", 1)).decide();

    JobPlan second = expanded(1, 1, 0, 0, 0).conditionsOf(first.status()).decide();

    assertThat(waiting(second)).isNull();
  }

  @Test
  void files_of_which_none_is_given_a_place_wait_for_their_turn_and_say_so_in_a_moment() {
    Instant tenSecondsAgo = SnapshotBuilder.NOW.minusSeconds(10);
    JobPlan atOnce = expanded(5, 0, 0, 0, 0).decide();
    JobPlan later = expanded(5, 0, 0, 0, 0).since(tenSecondsAgo).decide();
    JobPlan working = expanded(4, 1, 0, 0, 0).since(tenSecondsAgo).decide();

    assertThat(atOnce.status().message()).isNull();
    assertThat(atOnce.wake()).isEqualTo(Duration.ofSeconds(10));
    assertThat(later.status().message())
        .isEqualTo("5 files: waiting for their turn, other jobs' files have all places");
    assertThat(working.status().message()).isNull();
  }

  @Test
  void a_suspended_job_says_so() {
    assertThat(expanded(5, 1, 0, 0, 0).suspended().decide().status().message())
        .isEqualTo("suspended, 1 file in progress");
  }

  @Test
  void a_job_that_is_being_cancelled_says_so() {
    assertThat(expanded(0, 2, 1, 0, 5).terminated().decide().status().message())
        .isEqualTo("cancelling, 2 files left");
  }

  @Test
  void nothing_is_done_and_nobody_woken_while_files_go_on() {
    JobPlan plan = expanded(1, 1, 1, 0, 0).decide();

    assertThat(plan.actions()).isEmpty();
    assertThat(plan.wake()).isNull();
  }

  private static String waiting(JobPlan plan) {
    return plan.status().conditions().stream()
        .filter(condition -> condition.getType().equals("Waiting"))
        .map(
            condition ->
                String.join(
                    " ",
                    condition.getStatus(),
                    condition.getReason(),
                    condition.getMessage(),
                    condition.getLastTransitionTime()))
        .findFirst()
        .orElse(null);
  }
}
