package dev.waybill.operator.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operator.file.SliceAction.Effect;
import dev.waybill.operator.file.SliceAction.Read;
import dev.waybill.operator.file.SliceSnapshot.Look;
import dev.waybill.operator.pod.JobSeen.End;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Jobs that somebody, such as a queue, holds back. */
class SuspendedJobTest {
  @Test
  void a_job_that_is_held_says_so_and_may_be_held_for_ever() {
    SliceDecision plan =
        Scene.of("R")
            .job(0, 1, End.NONE, Scene.SLICE, Duration.ofHours(9))
            .jobIs(0, 1, "document", true, false)
            .listed()
            .decide();

    assertThat(plan.status().states()).isEqualTo("R");
    assertThat(Plans.note(plan, 0)).isEqualTo("waiting: Suspended: its Job is held");
    assertThat(plan.reads()).isEmpty();
  }

  @Test
  void a_job_that_is_held_while_it_works_is_over_and_the_next_attempt_has_one_of_its_own() {
    Scene held = Scene.of("R").started(0).job(0, 1, End.NONE).jobIs(0, 1, "document", true, false);

    assertThat(held.decide().reads()).hasSize(1).hasOnlyElementsOfType(Read.LookForOutput.class);
    assertThat(held.decide().effects()).containsExactly(new Effect.DeleteJobs(Set.of("j-0-1")));

    SliceDecision plan = held.look(0, 1, Look.GONE).decide();
    assertThat(plan.status().states()).isEqualTo("Q");
    assertThat(Plans.note(plan, 0)).isEqualTo("will be tried again: its Job was suspended");
    assertThat(plan.effects())
        .as("its log is asked for, and it is not let go again meanwhile")
        .hasAtLeastOneElementOfType(Effect.KeepLogs.class)
        .endsWith(new Effect.DeleteJobs(Set.of("j-0-1")));
  }

  @Test
  void one_that_is_held_is_asked_at_once_whether_it_had_begun() {
    Scene held =
        Scene.of("R").job(0, 1, End.NONE).jobIs(0, 1, "document", true, false).listedJustNow();

    assertThat(held.decide().reads()).containsExactly(new Read.ListPods(Set.of(0)));
    SliceDecision begun =
        held.pod(0, 1, null, Scene.NOW.minusSeconds(1)).look(0, 1, Look.GONE).decide();
    assertThat(begun.status().states()).isEqualTo("Q");
    assertThat(Plans.kinds(begun, 0)).isEqualTo("D");
  }

  @Test
  void what_was_done_before_its_job_was_held_is_not_done_again() {
    SliceDecision plan =
        Scene.of("R")
            .started(0)
            .job(0, 1, End.NONE)
            .jobIs(0, 1, "document", true, false)
            .look(0, 1, Look.DONE)
            .decide();

    assertThat(plan.status().states()).isEqualTo("C");
  }
}
