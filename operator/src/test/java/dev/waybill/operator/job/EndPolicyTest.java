package dev.waybill.operator.job;

import static dev.waybill.operator.job.SnapshotBuilder.NOW;
import static dev.waybill.operator.job.SnapshotBuilder.RESULTS;
import static dev.waybill.operator.job.SnapshotBuilder.conditions;
import static dev.waybill.operator.job.SnapshotBuilder.expanded;
import static dev.waybill.operator.job.SnapshotBuilder.failed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.JobState;
import dev.waybill.operator.job.Findings.Results;
import dev.waybill.operator.job.Findings.Trouble;
import dev.waybill.operator.pod.WaitingReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndPolicyTest {
  private static final WaitingReason NO_NODE = WaitingReason.of("Unschedulable", "no node");

  @Test
  void the_manifest_comes_first() {
    JobPlan plan = expanded(0, 0, 2, 1, 0).decide();

    assertThat(plan.actions()).containsExactly(new JobAction.StoreManifest());
    assertThat(plan.status().state()).isEqualTo(JobState.IN_PROGRESS);
  }

  @Test
  void a_job_without_a_completed_file_ends_after_its_manifest() {
    JobPlan plan = expanded(0, 0, 0, 3, 0).found(Findings::withManifestStored).decide();

    assertThat(plan.status().state()).isEqualTo(JobState.FAILED);
    assertThat(plan.status().message()).isEqualTo("no file completed");
    assertThat(plan.actions()).isEmpty();
    assertThat(plan.wake()).as("so that retention begins").isNotNull();
  }

  @Test
  void a_job_cancelled_with_nothing_completed_is_aborted() {
    JobPlan plan =
        expanded(0, 0, 0, 0, 3).terminated().found(Findings::withManifestStored).decide();

    assertThat(plan.status().state()).isEqualTo(JobState.ABORTED);
    assertThat(plan.status().message()).isEqualTo("cancelled");
  }

  @Test
  void completed_files_are_collected_once_the_manifest_is_stored() {
    JobPlan plan = expanded(0, 0, 2, 1, 0).found(Findings::withManifestStored).decide();

    assertThat(plan.actions()).containsExactly(new JobAction.StartCollect(1, 0));
    assertThat(plan.status().state()).isEqualTo(JobState.IN_PROGRESS);
  }

  @Test
  void a_collect_job_that_runs_is_awaited_and_its_pod_looked_at() {
    JobPlan plan =
        expanded(0, 0, 2, 0, 0).found(Findings::withManifestStored).collect(1, false).decide();

    assertThat(plan.actions()).containsExactly(new JobAction.LookAtCollect(1, "collect-uid"));
    assertThat(plan.status().message()).isEqualTo("assembling the results");
  }

  @Test
  void what_a_collect_pod_waits_for_is_said_and_looked_at_again_after_five_seconds() {
    JobPlan plan =
        expanded(0, 0, 2, 0, 0)
            .found(
                f ->
                    f.withManifestStored()
                        .withResults(Results.during(1, NO_NODE, false, NOW.minusSeconds(2))))
            .collect(1, false)
            .decide();

    assertThat(plan.actions()).isEmpty();
    assertThat(plan.wake()).hasSeconds(3);
    assertThat(plan.status().message())
        .isEqualTo("assembling the results, waiting: Unschedulable: no node");
    assertThat(plan.news()).extracting(JobPlan.News::reason).containsExactly("Waiting");
  }

  @Test
  void a_collect_pod_that_does_not_start_in_time_ends_the_job_with_its_reason() {
    JobPlan plan =
        expanded(0, 0, 2, 0, 0)
            .found(f -> f.withManifestStored().withResults(Results.during(1, NO_NODE, false, NOW)))
            .collectMadeAt(NOW.minus(Duration.ofMinutes(30)))
            .collect(1, false)
            .decide();

    assertThat(plan.status().state()).isEqualTo(JobState.FAILED);
    assertThat(plan.status().message())
        .isEqualTo("results could not be assembled, waiting: Unschedulable: no node");
    assertThat(conditions(plan.status())).doesNotContain("Waiting");
  }

  @Test
  void a_collect_job_that_a_queue_holds_says_so_and_may_be_held_for_ever() {
    JobPlan plan =
        expanded(0, 0, 2, 0, 0)
            .found(f -> f.withManifestStored().withResults(Results.during(1, NO_NODE, false, NOW)))
            .collectMadeAt(NOW.minus(Duration.ofDays(30)))
            .collectHeld(1)
            .decide();

    assertThat(plan.status().state()).isNotEqualTo(JobState.FAILED);
    assertThat(plan.actions()).isEmpty();
    assertThat(plan.status().message())
        .isEqualTo("assembling the results, waiting: Suspended: its Job is held");
    assertThat(conditions(plan.status())).contains("Waiting");
  }

  @Test
  void a_manifest_or_a_collect_job_that_is_refused_for_a_day_ends_the_job() {
    var refused = expanded(0, 0, 2, 0, 0).refusedSince(NOW.minus(Duration.ofDays(1)));

    for (JobPlan plan :
        List.of(refused.decide(), refused.found(Findings::withManifestStored).decide())) {
      assertThat(plan.actions()).isEmpty();
      assertThat(plan.status().state()).isEqualTo(JobState.FAILED);
      assertThat(plan.status().message())
          .isEqualTo("results could not be assembled: object store: denied");
    }
  }

  @Test
  void a_manifest_that_is_refused_for_less_is_tried_again() {
    var refused = expanded(0, 0, 2, 0, 0).refusedSince(NOW.minus(Duration.ofDays(1)).plusMillis(1));

    assertThat(refused.decide().actions()).containsExactly(new JobAction.StoreManifest());
  }

  @Test
  void a_job_without_results_ends_as_it_would_where_its_manifest_is_refused_for_a_day() {
    var refused = expanded(0, 0, 0, 2, 0).refusedSince(NOW.minus(Duration.ofDays(1)));

    assertThat(refused.decide().status().state()).isEqualTo(JobState.FAILED);
    assertThat(refused.decide().status().message()).isEqualTo("no file completed");
  }

  @Test
  void a_look_at_a_collect_pod_is_not_taken_for_a_look_for_results() {
    JobPlan plan =
        expanded(0, 0, 2, 0, 0)
            .found(f -> f.withManifestStored().withResults(Results.during(1, null, false, NOW)))
            .collect(1, true)
            .decide();

    assertThat(plan.actions()).containsExactly(new JobAction.LookForResults(1));
  }

  @Test
  void results_are_looked_for_when_a_collect_job_has_ended() {
    JobPlan plan =
        expanded(0, 0, 2, 0, 0).found(Findings::withManifestStored).collect(1, true).decide();

    assertThat(plan.actions()).containsExactly(new JobAction.LookForResults(1));
  }

  @Test
  void a_collect_job_that_left_no_results_is_followed_by_the_next() {
    JobPlan plan =
        expanded(0, 0, 2, 0, 0)
            .found(
                f ->
                    f.withManifestStored()
                        .withResults(Results.after(1, null, failed("exit code 3"))))
            .collect(1, true)
            .decide();

    assertThat(plan.actions()).containsExactly(new JobAction.StartCollect(2, 1));
    assertThat(plan.status().message()).isEqualTo("assembling the results again: exit code 3");
  }

  @Test
  void a_second_collect_job_is_looked_after_too() {
    JobPlan plan =
        expanded(0, 0, 2, 0, 0)
            .found(
                f ->
                    f.withManifestStored()
                        .withResults(Results.after(1, null, failed("exit code 3"))))
            .collect(2, true)
            .decide();

    assertThat(plan.actions()).containsExactly(new JobAction.LookForResults(2));
  }

  @Test
  void after_the_last_collect_job_the_results_could_not_be_assembled() {
    JobPlan plan =
        expanded(0, 0, 2, 0, 0)
            .found(
                f ->
                    f.withManifestStored()
                        .withResults(Results.after(3, null, failed("exit code 3"))))
            .collect(3, true)
            .decide();

    assertThat(plan.status().state()).isEqualTo(JobState.FAILED);
    assertThat(plan.status().message()).isEqualTo("results could not be assembled: exit code 3");
    assertThat(plan.status().result()).isNull();
  }

  @Test
  void a_job_has_succeeded_once_its_results_are_there() {
    JobPlan plan =
        expanded(0, 0, 2, 0, 0)
            .found(f -> f.withManifestStored().withResults(Results.after(1, RESULTS, null)))
            .collect(1, true)
            .decide();

    assertThat(plan.status().state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(plan.status().message()).isNull();
    assertThat(plan.status().result().key()).isEqualTo("jobs/j/results.zip");
    assertThat(plan.status().result().size()).isEqualTo(77);
    assertThat(plan.status().finishedAt()).isEqualTo(SnapshotBuilder.NOW.toString());
    assertThat(conditions(plan.status())).contains("Finished", "Complete").doesNotContain("Failed");
  }

  @Test
  void a_job_with_files_that_failed_has_partially_succeeded_and_says_how_many() {
    JobPlan plan =
        expanded(0, 0, 2, 1, 0)
            .found(f -> f.withManifestStored().withResults(Results.after(1, RESULTS, null)))
            .decide();

    assertThat(plan.status().state()).isEqualTo(JobState.PARTIALLY_SUCCEEDED);
    assertThat(plan.status().message()).isEqualTo("1 of 3 files did not complete");
  }

  @Test
  void a_cancelled_job_with_a_completed_file_keeps_its_results() {
    JobPlan plan =
        expanded(0, 0, 1, 0, 4)
            .terminated()
            .found(f -> f.withManifestStored().withResults(Results.after(1, RESULTS, null)))
            .decide();

    assertThat(plan.status().state()).isEqualTo(JobState.PARTIALLY_SUCCEEDED);
    assertThat(plan.status().message()).isEqualTo("cancelled when 1 of 5 files were done");
    assertThat(plan.status().result()).isNotNull();
  }

  @Test
  void a_collect_whose_node_is_lost_is_tried_again_though_its_job_has_not_ended() {
    JobPlan plan =
        expanded(0, 0, 2, 0, 0)
            .collect(1, false)
            .found(
                f ->
                    f.withManifestStored()
                        .withResults(Results.after(1, null, failed("its node does not answer: n"))))
            .decide();

    assertThat(plan.actions()).containsExactly(new JobAction.StartCollect(2, 1));
    assertThat(plan.status().message())
        .isEqualTo("assembling the results again: its node does not answer: n");
  }

  @Test
  void a_collect_that_works_may_be_hindered_longer_than_a_start_may_take() {
    JobPlan plan =
        expanded(0, 0, 2, 0, 0)
            .collectMadeAt(NOW.minus(Duration.ofMinutes(30)))
            .collect(1, false)
            .found(f -> f.withManifestStored().withResults(Results.during(1, NO_NODE, true, NOW)))
            .decide();

    assertThat(plan.status().state()).isEqualTo(JobState.IN_PROGRESS);
  }

  @Test
  void a_collect_that_the_api_server_refuses_is_shown_and_tried_again_after_a_pause() {
    Trouble quota = new Trouble("KubernetesRefused", "exceeded quota", 2, NOW.plusSeconds(4));
    JobPlan plan =
        expanded(0, 0, 2, 0, 0).found(f -> f.withManifestStored().withTrouble(quota)).decide();

    assertThat(plan.actions()).isEmpty();
    assertThat(plan.status().message()).isEqualTo("exceeded quota");
    assertThat(plan.wake()).hasSeconds(4);
  }
}
