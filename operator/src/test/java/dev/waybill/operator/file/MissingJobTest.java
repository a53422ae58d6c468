package dev.waybill.operator.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operator.file.SliceAction.Missing;
import dev.waybill.operator.file.SliceAction.Read;
import dev.waybill.operator.file.SliceSnapshot.Look;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingJobTest {

  @Test
  void a_claim_whose_job_is_not_known_is_looked_at_live() {
    SliceDecision plan = Scene.of("RQ").decide();

    assertThat(plan.reads())
        .containsExactly(new Read.LookLive(List.of(new Missing("j-0-1", 0, 1))));
    assertThat(plan.status().states()).isEqualTo("RQ");
    assertThat(plan.effects()).isEmpty();
  }

  @Test
  void a_job_that_the_informer_has_not_heard_of_is_waited_for() {
    SliceDecision plan = Scene.of("R").look(0, 1, Look.THERE).decide();

    assertThat(plan.status().states()).isEqualTo("R");
    assertThat(plan.effects()).isEmpty();
    assertThat(plan.wakeAt()).isAfter(Scene.NOW);
  }

  @Test
  void a_job_that_is_gone_after_its_output_was_whole_completes_its_file() {
    SliceDecision plan = Scene.of("R").look(0, 1, Look.DONE).decide();

    assertThat(plan.status().states()).isEqualTo("C");
    assertThat(Plans.kinds(plan, 0)).isEqualTo("S");
  }

  @Test
  void a_job_that_is_gone_with_its_story_is_a_disruption() {
    SliceDecision plan = Scene.of("R").look(0, 1, Look.GONE).decide();

    assertThat(plan.status().states()).isEqualTo("Q");
    assertThat(Plans.kinds(plan, 0)).isEqualTo("D");
    assertThat(Plans.note(plan, 0))
        .isEqualTo("will be tried again: its Job is not there: deleted, or never made");
    assertThat(plan.effects()).isEmpty();
  }

  @Test
  void its_next_attempt_has_a_new_number() {
    SliceDecision plan = Scene.of("Q").history(0, "D", Duration.ofMinutes(1)).granted(1).decide();

    assertThat(Plans.creates(plan)).containsExactly("j-0-2");
  }

  @Test
  void a_file_whose_jobs_are_always_gone_fails_in_the_end() {
    SliceDecision plan =
        Scene.of("R")
            .history(0, "D".repeat(20) + "R", Duration.ofMinutes(9))
            .look(0, 21, Look.GONE)
            .decide();

    assertThat(plan.status().states()).isEqualTo("F");
    assertThat(Plans.note(plan, 0))
        .isEqualTo("disrupted too often: its Job is not there: deleted, or never made");
  }

  @Test
  void a_job_that_this_process_has_not_made_yet_is_made() {
    SliceDecision plan = Scene.of("R").unmade(0, null).decide();

    assertThat(Plans.creates(plan)).containsExactly("j-0-1");
    assertThat(Plans.kinds(plan, 0)).isEqualTo("R");
    assertThat(plan.reads()).isEmpty();
  }

  @Test
  void a_job_that_the_api_server_refuses_shows_why() {
    SliceDecision plan = Scene.of("R").unmade(0, "exceeded quota: jobs").decide();

    assertThat(Plans.creates(plan)).containsExactly("j-0-1");
    assertThat(Plans.note(plan, 0)).isEqualTo("waiting: FailedCreate: exceeded quota: jobs");
    assertThat(plan.wakeAt()).isAfter(Scene.NOW);
  }

  @Test
  void what_is_not_made_yet_waits_for_its_turn_again_while_its_job_is_suspended() {
    SliceDecision plan =
        Scene.of("QR")
            .history(0, "F", Duration.ofMinutes(9))
            .mayNotStart()
            .unmade(1, "exceeded quota: jobs")
            .decide();

    assertThat(plan.status().states()).isEqualTo("QQ");
    assertThat(Plans.kinds(plan, 1)).isEmpty();
    assertThat(plan.effects()).isEmpty();
  }

  @Test
  void nothing_is_made_for_a_job_that_is_over() {
    assertThat(Scene.of("R").over().unmade(0, null).decide().effects()).isEmpty();
  }
}
