package dev.waybill.operator.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operator.file.SliceAction.Effect;
import dev.waybill.operator.file.SliceAction.Missing;
import dev.waybill.operator.file.SliceAction.Read;
import dev.waybill.operator.file.SliceSnapshot.Look;
import dev.waybill.operator.pod.JobSeen.End;
import dev.waybill.operator.pod.PodSeen.Life;
import dev.waybill.operator.pod.WaitingReason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Attempts whose pod does not go on to its end, and whether they are done all the same. */
class CutShortTest {
  @Test
  void a_pod_that_should_be_gone_is_named() {
    SliceDecision plan = leaving(Duration.ofSeconds(10)).decide();

    assertThat(plan.status().states()).isEqualTo("R");
    assertThat(Plans.note(plan, 0)).isEqualTo("waiting: Terminating: node n does not end its pod");
    assertThat(plan.wakeAt()).isEqualTo(Scene.NOW.plusSeconds(5));
  }

  @Test
  void a_pod_that_is_stuck_on_a_silent_node_is_a_disruption_and_its_file_tried_again() {
    SliceDecision plan = leaving(Duration.ofMinutes(5)).look(0, 1, Look.GONE).decide();

    assertThat(plan.status().states()).isEqualTo("Q");
    assertThat(Plans.kinds(plan, 0)).isEqualTo("D");
    assertThat(Plans.note(plan, 0)).isEqualTo("will be tried again: its node does not answer: n");
  }

  @Test
  void before_that_its_output_is_looked_for() {
    SliceDecision plan = leaving(Duration.ofMinutes(5)).decide();

    assertThat(plan.status().states()).isEqualTo("R");
    assertThat(plan.reads())
        .containsExactly(new Read.LookForOutput(List.of(new Missing("j-0-1", 0, 1))));
  }

  @Test
  void and_where_it_is_whole_its_file_is_done() {
    SliceDecision plan = leaving(Duration.ofMinutes(5)).look(0, 1, Look.DONE).decide();

    assertThat(plan.status().states()).isEqualTo("C");
    assertThat(Plans.kinds(plan, 0)).isEqualTo("S");
  }

  @Test
  void work_that_is_done_is_not_repeated_for_what_failed_beside_it() {
    Scene failed = Scene.of("R").job(0, 1, End.FAILED).podDoneAndFailed(0);

    assertThat(failed.decide().reads())
        .containsExactly(new Read.LookForOutput(List.of(new Missing("j-0-1", 0, 1))));
    assertThat(failed.look(0, 1, Look.DONE).decide().status().states()).isEqualTo("C");
  }

  @Test
  void a_users_container_is_ended_when_its_timeout_is_over_and_a_delivery_is_not() {
    Duration late = Duration.ofSeconds(75);
    Scene working =
        Scene.of("R")
            .ownContainer()
            .timeout(Duration.ofMinutes(1))
            .started(0, late)
            .job(0, 1, End.NONE);

    assertThat(working.decide().reads()).containsExactly(new Read.ListPods(Set.of(0)));
    // admitted a minute ago: it began before that
    assertThat(working.podWorks(0, late).decide().effects())
        .contains(new Effect.LowerDeadline("p", 60));
    assertThat(working.podToDeliver(0, null, Duration.ofSeconds(1)).decide().effects())
        .doesNotContain(new Effect.LowerDeadline("p", 60));
  }

  @Test
  void a_delivery_that_the_end_of_its_time_cut_short_is_looked_for_too() {
    Scene late =
        Scene.of("R")
            .ownContainer()
            .started(0, Duration.ofMinutes(1))
            .job(0, 1, End.FAILED)
            .jobTimedOut(0)
            .listed();

    assertThat(late.decide().reads())
        .containsExactly(new Read.LookForOutput(List.of(new Missing("j-0-1", 0, 1))));
    assertThat(late.look(0, 1, Look.DONE).decide().status().states()).isEqualTo("C");
    assertThat(late.look(0, 1, Look.GONE).decide().status().states()).isEqualTo("F");
  }

  @Test
  void a_cancelled_job_waits_for_no_look() {
    SliceDecision plan = leaving(Duration.ofMinutes(5)).cancelled().decide();

    assertThat(plan.status().states()).isEqualTo("A");
    assertThat(plan.reads()).isEmpty();
  }

  @Test
  void a_store_that_does_not_tell_is_waited_for_by_name() {
    SliceDecision plan =
        leaving(Duration.ofMinutes(5))
            .obstacle(0, WaitingReason.of("StorageUnavailable", "no answer"))
            .decide();

    assertThat(plan.status().states()).isEqualTo("R");
    assertThat(Plans.note(plan, 0)).isEqualTo("waiting: StorageUnavailable: no answer");
  }

  @Test
  void a_pod_that_was_stuck_before_it_started_is_one_too() {
    SliceDecision plan =
        Scene.of("R")
            .job(0, 1, End.NONE)
            .pod(0, 1, null, null, new Life(null, null, Scene.NOW.minus(Duration.ofMinutes(5))))
            .decide();

    assertThat(Plans.kinds(plan, 0)).isEqualTo("D");
  }

  private static Scene leaving(Duration overdue) {
    return Scene.of("R")
        .started(0)
        .job(0, 1, End.NONE)
        .jobIs(0, 1, "document", false, true)
        .pod(
            0, 1, null, Scene.NOW.minusSeconds(90), new Life(null, null, Scene.NOW.minus(overdue)));
  }
}
