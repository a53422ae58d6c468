package dev.waybill.operator.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operator.file.SliceAction.Read;
import dev.waybill.operator.pod.JobSeen.End;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndedJobTest {

  @Test
  void its_pod_is_asked_for_before_it_is_judged() {
    SliceDecision plan = Scene.of("R").job(0, 1, End.COMPLETE).decide();

    assertThat(plan.reads()).containsExactly(new Read.ListPods(Set.of(0)));
    assertThat(plan.status().states()).isEqualTo("R");
  }

  @Test
  void pods_are_not_asked_for_more_often_than_allowed_while_others_go_on() {
    SliceDecision plan =
        Scene.of("RR")
            .started(1)
            .job(0, 1, End.COMPLETE)
            .job(1, 1, End.NONE)
            .listedJustNow()
            .decide();

    assertThat(plan.reads()).isEmpty();
    assertThat(plan.wakeAt()).isEqualTo(Scene.NOW.plusSeconds(4));
  }

  @Test
  void nobody_waits_where_all_that_ran_is_over() {
    SliceDecision plan =
        Scene.of("RCRQ")
            .job(0, 1, End.COMPLETE)
            .job(1, 1, End.COMPLETE)
            .job(2, 1, End.FAILED)
            .listedJustNow()
            .decide();

    assertThat(plan.reads()).containsExactly(new Read.ListPods(Set.of(0, 2)));
  }

  @Test
  void a_complete_job_completes_its_file() {
    SliceDecision plan = Scene.of("RQ").job(0, 1, End.COMPLETE).listed().decide();

    assertThat(plan.status().states()).isEqualTo("CQ");
    assertThat(plan.status().notes()).isEmpty();
    assertThat(Plans.kinds(plan, 0)).isEqualTo("S");
    assertThat(plan.effects()).isEmpty();
  }

  @Test
  void a_failed_job_fails_a_file_without_attempts_left() {
    SliceDecision plan = Scene.of("R").job(0, 1, End.FAILED).pod(0, 1, null, Scene.NOW).decide();

    assertThat(plan.status().states()).isEqualTo("F");
    assertThat(Plans.note(plan, 0)).isEqualTo("exit code 1");
  }

  @Test
  void a_failed_job_sends_a_file_with_attempts_left_back_to_the_queue() {
    SliceDecision plan =
        Scene.of("R")
            .attempts(2)
            .job(0, 1, End.FAILED)
            .pod(0, 1, null, Scene.NOW)
            .logKept(0, 1)
            .decide();

    assertThat(plan.status().states()).isEqualTo("Q");
    assertThat(Plans.note(plan, 0)).isEqualTo("will be tried again: exit code 1");
    assertThat(plan.wakeAt()).isEqualTo(Scene.NOW.plusSeconds(10));
  }

  @Test
  void only_the_attempt_that_runs_is_read() {
    SliceDecision plan =
        Scene.of("R")
            .attempts(3)
            .history(0, "FR", Duration.ofMinutes(2))
            .started(0)
            .job(0, 1, End.FAILED)
            .job(0, 2, End.NONE)
            .decide();

    assertThat(Plans.kinds(plan, 0)).isEqualTo("FR");
    assertThat(plan.reads()).isEmpty();
  }

  @Test
  void a_job_of_somebody_else_is_never_adopted() {
    SliceDecision plan =
        Scene.of("R").job(0, 1, End.COMPLETE, "another-uid", Duration.ofMinutes(1)).decide();

    assertThat(plan.status().states()).isEqualTo("Q");
    assertThat(Plans.kinds(plan, 0)).isEqualTo("D");
    assertThat(Plans.note(plan, 0)).contains("belongs to somebody else");
  }

  @Test
  void a_completed_file_stays_completed_whatever_its_jobs_say() {
    SliceDecision plan =
        Scene.of("CR").started(1).job(0, 1, End.FAILED).job(1, 1, End.NONE).decide();

    assertThat(plan.status().states()).isEqualTo("CR");
    assertThat(plan.reads()).isEmpty();
  }
}
