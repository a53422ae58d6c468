package dev.waybill.operator.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operator.file.SliceAction.Effect;
import dev.waybill.operator.pod.JobSeen.End;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CancelTest {

  @Test
  void what_waits_and_what_runs_is_aborted_and_what_is_done_with_stays() {
    SliceDecision plan =
        Scene.of("QRCF").cancelled().started(1).job(1, 1, End.NONE).granted(4).decide();

    assertThat(plan.status().states()).isEqualTo("AACF");
    assertThat(Plans.kinds(plan, 1)).isEqualTo("X");
    assertThat(Plans.creates(plan)).isEmpty();
  }

  @Test
  void jobs_that_run_are_deleted() {
    SliceDecision plan = Scene.of("RC").cancelled().job(0, 1, End.NONE).listed().decide();

    assertThat(plan.effects()).containsExactly(new Effect.DeleteAll());
  }

  @Test
  void a_file_that_completed_in_time_is_completed() {
    SliceDecision plan = Scene.of("R").cancelled().job(0, 1, End.COMPLETE).listed().decide();

    assertThat(plan.status().states()).isEqualTo("C");
  }

  @Test
  void a_file_that_failed_meanwhile_is_aborted() {
    SliceDecision plan = Scene.of("R").cancelled().job(0, 1, End.FAILED).listed().decide();

    assertThat(plan.status().states()).isEqualTo("A");
  }

  @Test
  void a_claim_without_a_job_is_aborted_and_never_started() {
    SliceDecision plan = Scene.of("RR").cancelled().unmade(0, null).decide();

    assertThat(plan.status().states()).isEqualTo("AA");
    assertThat(plan.effects()).isEmpty();
    assertThat(plan.reads()).isEmpty();
  }

  @Test
  void a_file_that_rests_is_aborted() {
    SliceDecision plan = Scene.of("Q").cancelled().history(0, "F", Duration.ofSeconds(1)).decide();

    assertThat(plan.status().states()).isEqualTo("A");
  }

  @Test
  void a_job_that_still_runs_for_an_attempt_that_is_over_is_deleted() {
    SliceDecision plan =
        Scene.of("RR")
            .attempts(3)
            .history(0, "DR", Duration.ofMinutes(1))
            .started(0)
            .started(1)
            .job(0, 1, End.NONE)
            .job(0, 2, End.NONE)
            .job(1, 1, End.NONE)
            .decide();

    assertThat(plan.effects()).containsExactly(new Effect.DeleteJobs(Set.of("j-0-1")));
  }

  @Test
  void a_job_newer_than_the_snapshot_is_left_alone() {
    SliceDecision plan = Scene.of("QR").started(1).job(0, 1, End.NONE).job(1, 1, End.NONE).decide();

    assertThat(plan.effects()).isEmpty();
  }
}
