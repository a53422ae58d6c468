package dev.waybill.operator.job;

import static dev.waybill.operator.job.SnapshotBuilder.NOW;
import static dev.waybill.operator.job.SnapshotBuilder.conditions;
import static dev.waybill.operator.job.SnapshotBuilder.expanded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.JobState;
import dev.waybill.operator.job.Findings.Failure;
import dev.waybill.operator.job.Findings.Results;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectRetryTest {
  private static final Instant LONG_AGO = NOW.minus(Duration.ofHours(1));

  @ParameterizedTest
  @CsvSource({
    // of the last: its number, failures before it, whether it is one
    "1, 0, true, 2, 1",
    "2, 1, true, 3, 2",
    "21, 1, true, 22, 2",
    "1, 0, false, 2, 0",
    "3, 2, false, 4, 2",
    "20, 0, false, 21, 0",
    "22, 2, false, 23, 2",
  })
  void what_the_cluster_did_to_a_collect_spends_none_of_its_attempts(
      int number, int failedBefore, boolean failed, int next, int failures) {
    JobPlan plan = after(number, failedBefore, failed, LONG_AGO).decide();

    assertThat(plan.actions()).containsExactly(new JobAction.StartCollect(next, failures));
    assertThat(plan.status().message()).isEqualTo("assembling the results again: why");
    assertThat(plan.status().state()).isEqualTo(JobState.IN_PROGRESS);
  }

  @ParameterizedTest
  @CsvSource({"3, 2, true", "23, 2, true", "21, 0, false", "23, 2, false"})
  void three_failures_are_too_many_and_twenty_one_disruptions(
      int number, int failedBefore, boolean failed) {
    JobPlan plan = after(number, failedBefore, failed, LONG_AGO).decide();

    assertThat(plan.actions()).isEmpty();
    assertThat(plan.status().state()).isEqualTo(JobState.FAILED);
    assertThat(plan.status().message()).isEqualTo("results could not be assembled: why");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, true, 10",
    "2, 1, true, 20",
    "1, 0, false, 10",
    "2, 0, false, 20",
    "3, 2, false, 10",
    "4, 0, false, 80",
    "20, 0, false, 300"
  })
  void the_next_rests_as_a_file_does_and_the_job_says_why(
      int number, int failedBefore, boolean failed, int seconds) {
    JobPlan plan = after(number, failedBefore, failed, NOW).decide();
    JobPlan later =
        after(number, failedBefore, failed, NOW.minusSeconds(seconds).plusMillis(1)).decide();

    assertThat(plan.actions()).isEmpty();
    assertThat(plan.wake()).hasSeconds(seconds);
    assertThat(plan.status().message())
        .isEqualTo("assembling the results, will be tried again: why");
    assertThat(conditions(plan.status())).as("nothing is in its way").doesNotContain("Waiting");
    assertThat(later.actions()).isEmpty();
    assertThat(later.wake()).hasMillis(1);
  }

  @Test
  void a_number_is_not_given_twice_though_its_job_was_deleted() {
    Failure deleted = new Failure("its Job was deleted", false, LONG_AGO);
    var job =
        expanded(0, 0, 2, 0, 0)
            .found(f -> f.withManifestStored().withResults(Results.after(2, null, deleted)));

    assertThat(job.decide().actions()).containsExactly(new JobAction.StartCollect(3, 0));
    assertThat(job.collect(1, true).decide().actions())
        .containsExactly(new JobAction.StartCollect(3, 0));
  }

  private static SnapshotBuilder after(
      int number, int failedBefore, boolean failed, Instant stopped) {
    Failure failure = new Failure("why", failed, stopped);
    return expanded(0, 0, 2, 0, 0)
        .collect(number, failedBefore, true)
        .found(f -> f.withManifestStored().withResults(Results.after(number, null, failure)));
  }
}
