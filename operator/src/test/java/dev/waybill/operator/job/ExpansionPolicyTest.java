package dev.waybill.operator.job;

import static dev.waybill.operator.job.SnapshotBuilder.conditions;
import static dev.waybill.operator.job.SnapshotBuilder.expanded;
import static dev.waybill.operator.job.SnapshotBuilder.failed;
import static dev.waybill.operator.job.SnapshotBuilder.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.JobState;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpansionPolicyTest {
  @Test
  void an_expansion_that_was_cut_goes_on_with_the_slices_that_lack() {
    JobPlan plan = job().recorded(250, 3).slices(Set.of(0, 2)).decide();

    assertThat(plan.actions())
        .containsExactly(new JobAction.CreateSlices(plan.status().archive(), List.of(1)));
    assertThat(plan.status().state()).isEqualTo(JobState.IN_PROGRESS);
    assertThat(conditions(plan.status())).doesNotContain("Expanded");
    assertThat(plan.status().counts()).isNull();
  }

  @Test
  void a_job_is_expanded_when_as_many_slices_live_as_were_recorded() {
    JobPlan plan = expanded(3, 0, 0, 0, 0).decide();

    assertThat(conditions(plan.status())).contains("Expanded");
    assertThat(plan.status().counts().total()).isEqualTo(3);
  }

  @Test
  void a_lost_slice_is_made_again_and_the_job_not_judged_meanwhile() {
    JobPlan plan = expanded(0, 0, 3, 0, 0).recorded(103, 2).decide();

    assertThat(plan.status().state()).isEqualTo(JobState.IN_PROGRESS);
    assertThat(plan.actions())
        .containsExactly(new JobAction.CreateSlices(plan.status().archive(), List.of(1)));
  }

  @Test
  void results_that_were_begun_are_taken_back_before_a_lost_slice_is_made_again() {
    JobPlan manifest =
        expanded(0, 0, 3, 0, 0).recorded(103, 2).found(Findings::withManifestStored).decide();
    JobPlan collecting =
        expanded(0, 0, 3, 0, 0)
            .recorded(103, 2)
            .found(
                findings ->
                    findings.withResults(Findings.Results.after(1, null, failed("exit code 3"))))
            .decide();

    assertThat(manifest.actions()).containsExactly(new JobAction.DropResults());
    assertThat(collecting.actions()).containsExactly(new JobAction.DropResults());
    assertThat(Findings.NONE.withManifestStored().withoutResults()).isEqualTo(Findings.NONE);
  }

  @Test
  void an_archive_that_is_no_longer_the_same_ends_the_job() {
    JobPlan plan = job().recorded(250, 3).found(Findings::withArchiveGone).decide();

    assertThat(plan.status().state()).isEqualTo(JobState.FAILED);
    assertThat(plan.status().message()).startsWith("the archive was changed or removed");
  }

  @Test
  void an_expansion_that_is_refused_for_a_day_ends_the_job_with_the_reason() {
    JobPlan plan =
        job().recorded(250, 3).refusedSince(SnapshotBuilder.NOW.minus(Duration.ofDays(1))).decide();

    assertThat(plan.status().state()).isEqualTo(JobState.FAILED);
    assertThat(plan.status().message())
        .isEqualTo("the archive could not be taken in: object store: denied");
    assertThat(plan.actions()).isEmpty();
  }

  @Test
  void and_with_no_more_than_its_cancellation_where_it_was_cancelled() {
    JobPlan plan =
        job()
            .recorded(250, 3)
            .terminated()
            .refusedSince(SnapshotBuilder.NOW.minus(Duration.ofDays(1)))
            .decide();

    assertThat(plan.status().state()).isEqualTo(JobState.ABORTED);
    assertThat(plan.status().message()).isEqualTo("cancelled");
  }

  @Test
  void a_job_cancelled_in_mid_expansion_is_expanded_first() {
    JobPlan plan = job().recorded(250, 3).terminated().decide();

    assertThat(plan.status().state()).isEqualTo(JobState.IN_PROGRESS);
    assertThat(plan.actions()).hasSize(1);
  }
}
