package dev.waybill.operator.job;

import static dev.waybill.operator.job.SnapshotBuilder.NOW;
import static dev.waybill.operator.job.SnapshotBuilder.conditions;
import static dev.waybill.operator.job.SnapshotBuilder.expanded;
import static dev.waybill.operator.job.SnapshotBuilder.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.JobCondition;
import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJobSpec.OnExpiry;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetentionPolicyTest {
  @Test
  void an_ended_job_stays_as_it_is_for_seven_days_unless_it_says_otherwise() {
    JobPlan plan = job().ended(JobState.FAILED, NOW).decide();

    assertThat(plan.actions()).isEmpty();
    assertThat(plan.wake()).isEqualTo(Duration.ofDays(7));
    assertThat(plan.status().state()).isEqualTo(JobState.FAILED);
    assertThat(plan.status().message()).isEqualTo("why it ended");
  }

  @Test
  void slices_stay_beside_the_manifest_for_a_grace() {
    JobPlan plan =
        expanded(0, 0, 1, 0, 0).ended(JobState.SUCCEEDED, NOW.minusSeconds(299)).decide();

    assertThat(plan.actions()).isEmpty();
    assertThat(plan.wake()).hasSeconds(1);
  }

  @Test
  void after_the_grace_slices_and_jobs_go() {
    JobPlan plan =
        expanded(0, 0, 1, 0, 0)
            .ended(JobState.SUCCEEDED, NOW.minusSeconds(300))
            .found(Findings::withManifestStored)
            .decide();

    assertThat(plan.actions()).containsExactly(new JobAction.RemoveParts(true));
    assertThat(plan.status().message()).isEqualTo("why it ended");
  }

  @Test
  void slices_that_no_manifest_is_known_of_stay_until_there_is_one() {
    JobPlan plan = expanded(0, 0, 1, 0, 0).ended(JobState.FAILED, NOW.minusSeconds(300)).decide();

    assertThat(plan.actions()).containsExactly(new JobAction.StoreManifest());
    assertThat(plan.status().message()).isEqualTo("why it ended");
  }

  @Test
  void an_ended_job_waits_for_nothing_whatever_its_removal_meets() {
    JobPlan plan =
        expanded(0, 0, 1, 0, 0)
            .ended(JobState.FAILED, NOW.minusSeconds(300))
            .refusedSince(NOW.minusSeconds(60))
            .decide();

    assertThat(plan.status().message()).isEqualTo("why it ended");
    assertThat(conditions(plan.status())).contains("Finished").doesNotContain("Waiting");
  }

  @Test
  void slices_that_no_manifest_can_be_written_of_go_after_the_grace() {
    SnapshotBuilder lost = expanded(0, 0, 1, 0, 0).slices(Set.of());

    assertThat(failed(lost).actions()).containsExactly(new JobAction.RemoveParts(true));
  }

  @Test
  void slices_of_a_job_that_failed_before_its_files_ended_go_with_what_still_runs() {
    assertThat(failed(expanded(1, 0, 1, 0, 0)).actions())
        .containsExactly(new JobAction.RemoveParts(false));
  }

  private static JobPlan failed(SnapshotBuilder job) {
    return job.ended(JobState.FAILED, NOW.minusSeconds(300)).collect(1, true).decide();
  }

  @Test
  void a_collect_job_that_is_left_goes_too() {
    JobPlan plan = job().ended(JobState.SUCCEEDED, NOW.minusSeconds(300)).collect(1, true).decide();

    assertThat(plan.actions()).containsExactly(new JobAction.RemoveParts(true));
  }

  @Test
  void a_job_that_asks_for_it_is_deleted_when_its_time_is_over() {
    JobPlan plan =
        job().retention(60, OnExpiry.Delete).ended(JobState.FAILED, NOW.minusSeconds(60)).decide();

    assertThat(plan.actions()).containsExactly(new JobAction.DeleteJob());
  }

  @Test
  void any_other_job_is_kept_and_loses_its_data() {
    JobPlan plan = job().retention(60, null).ended(JobState.FAILED, NOW.minusSeconds(60)).decide();

    assertThat(plan.actions()).containsExactly(new JobAction.RemoveData());
    assertThat(conditions(plan.status())).doesNotContain("DataRemoved");
  }

  @Test
  void that_the_data_are_gone_is_written_down() {
    JobPlan plan =
        job()
            .retention(60, OnExpiry.Keep)
            .ended(JobState.FAILED, NOW.minusSeconds(60))
            .found(Findings::withDataRemoved)
            .decide();

    assertThat(plan.actions()).isEmpty();
    assertThat(conditions(plan.status())).contains("DataRemoved");
  }

  @Test
  void a_job_without_data_is_left_alone() {
    JobPlan plan =
        job()
            .retention(60, OnExpiry.Keep)
            .ended(JobState.FAILED, NOW.minusSeconds(600))
            .with(JobCondition.DataRemoved)
            .slices(Set.of())
            .decide();

    assertThat(plan.actions()).isEmpty();
    assertThat(plan.wake()).isNull();
  }

  @Test
  void an_end_is_final_whatever_the_slices_say() {
    JobPlan plan = expanded(0, 3, 0, 0, 0).terminated().ended(JobState.SUCCEEDED, NOW).decide();

    assertThat(plan.status().state()).isEqualTo(JobState.SUCCEEDED);
  }
}
