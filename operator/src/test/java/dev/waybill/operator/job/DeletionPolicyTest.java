package dev.waybill.operator.job;

import static dev.waybill.operator.job.SnapshotBuilder.NOW;
import static dev.waybill.operator.job.SnapshotBuilder.expanded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operator.job.Findings.Trouble;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeletionPolicyTest {
  @Test
  void a_deleted_jobs_data_go_first() {
    JobPlan plan = expanded(1, 1, 1, 0, 0).deletedAt(NOW).decide();

    assertThat(plan.actions()).containsExactly(new JobAction.RemoveData());
    assertThat(plan.released()).isFalse();
    assertThat(plan.wake()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void the_job_goes_when_its_data_are_gone() {
    JobPlan plan = expanded(1, 1, 1, 0, 0).deletedAt(NOW).found(Findings::withDataRemoved).decide();

    assertThat(plan.released()).isTrue();
    assertThat(plan.actions()).isEmpty();
  }

  @Test
  void trouble_does_not_hold_a_job_for_ever() {
    JobPlan plan =
        expanded(1, 0, 0, 0, 0)
            .deletedAt(NOW.minus(Duration.ofMinutes(10)))
            .found(
                f -> f.withTrouble(new Trouble("StorageRefused", "denied", 9, NOW.plusSeconds(30))))
            .decide();

    assertThat(plan.released()).isTrue();
    assertThat(plan.news()).extracting(JobPlan.News::reason).containsExactly("DataLeft");
  }

  @Test
  void an_operator_that_was_away_for_all_that_time_tries_once() {
    JobPlan plan = expanded(1, 0, 0, 0, 0).deletedAt(NOW.minus(Duration.ofMinutes(15))).decide();

    assertThat(plan.actions()).containsExactly(new JobAction.RemoveData());
    assertThat(plan.released()).isFalse();
  }

  @Test
  void a_removal_that_is_on_its_way_is_awaited_for_it_goes_by_the_jobs_name() {
    JobPlan plan =
        expanded(1, 0, 0, 0, 0)
            .deletedAt(NOW.minus(Duration.ofMinutes(11)))
            .found(f -> f.withBusy(true))
            .decide();

    assertThat(plan.released()).isFalse();
    assertThat(plan.actions()).isEmpty();
    assertThat(plan.news()).isEmpty();
    assertThat(plan.wake()).hasSeconds(5);
  }

  @Test
  void a_removal_that_failed_is_tried_again_after_a_pause() {
    JobPlan plan =
        expanded(1, 0, 0, 0, 0)
            .deletedAt(NOW.minusSeconds(5))
            .found(
                f -> f.withTrouble(new Trouble("StorageRefused", "denied", 3, NOW.plusSeconds(4))))
            .decide();

    assertThat(plan.released()).isFalse();
    assertThat(plan.actions()).isEmpty();
    assertThat(plan.wake()).hasSeconds(4);
  }
}
