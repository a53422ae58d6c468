package dev.waybill.operator.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operator.file.SliceAction.Effect;
import dev.waybill.operator.pod.JobSeen.End;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTest {

  @ParameterizedTest
  @CsvSource({
    "QQQQ, 0, QQQQ, 0, 4",
    "QQQQ, 2, RRQQ, 2, 2",
    "QQQQ, 9, RRRR, 4, 0",
    "CQFQ, 9, CRFR, 2, 0",
    "CCFA, 9, CCFA, 0, 0",
  })
  void as_many_are_claimed_as_are_granted_in_order(
      String states, int granted, String next, int inProgress, int ready) {
    SliceDecision plan = Scene.of(states).granted(granted).decide();

    assertThat(plan.status().states()).isEqualTo(next);
    assertThat(plan.inProgress()).isEqualTo(inProgress);
    assertThat(plan.ready()).isEqualTo(ready);
  }

  @Test
  void what_is_claimed_is_started_after_its_grants_are_there() {
    SliceDecision plan = Scene.of("QQ").granted(2).renewGrantsAt(null).decide();

    assertThat(plan.effects().getFirst()).isEqualTo(new Effect.RenewGrants(List.of(0, 1)));
    assertThat(Plans.creates(plan)).containsExactly("j-0-1", "j-1-1");
    assertThat(plan.status().attempts()).containsExactly("0 1 R - - - - -", "1 1 R - - - - -");
  }

  @Test
  void grants_that_last_are_not_renewed() {
    assertThat(Scene.of("QQ").granted(2).decide().effects())
        .hasOnlyElementsOfType(Effect.CreateJob.class);
  }

  @Test
  void grants_at_half_of_their_life_are_renewed_for_files_that_are_not_done_with() {
    SliceDecision plan = Scene.of("CQF").granted(1).renewGrantsAt(Scene.NOW).decide();

    assertThat(plan.effects().getFirst()).isEqualTo(new Effect.RenewGrants(List.of(1)));
  }

  @Test
  void grants_are_renewed_while_a_users_container_runs_for_the_step_after_it() {
    Scene builtIn = Scene.of("R").job(0, 1, End.NONE).started(0).renewGrantsAt(Scene.NOW);
    assertThat(builtIn.decide().effects()).isEmpty();

    assertThat(builtIn.ownContainer().decide().effects())
        .containsExactly(new Effect.RenewGrants(List.of(0)));
  }

  @Test
  void grants_are_renewed_while_a_pod_waits() {
    SliceDecision plan =
        Scene.of("R").job(0, 1, End.NONE).listedJustNow().renewGrantsAt(Scene.NOW).decide();

    assertThat(plan.effects()).containsExactly(new Effect.RenewGrants(List.of(0)));
  }

  @Test
  void nothing_is_started_of_a_job_that_may_not() {
    SliceDecision plan = Scene.of("QQ").mayNotStart().granted(2).decide();

    assertThat(plan.status().states()).isEqualTo("QQ");
    assertThat(plan.effects()).isEmpty();
    assertThat(plan.ready()).isZero();
  }

  @Test
  void what_runs_goes_on_when_nothing_may_start() {
    SliceDecision plan = Scene.of("RQ").mayNotStart().started(0).job(0, 1, End.NONE).decide();

    assertThat(plan.status().states()).isEqualTo("RQ");
    assertThat(plan.effects()).isEmpty();
  }

  @Test
  void a_refused_entry_fails_at_once_without_a_job() {
    SliceDecision plan = Scene.of("QQ").refused(0, "encrypted").granted(2).decide();

    assertThat(plan.status().states()).isEqualTo("FR");
    assertThat(Plans.note(plan, 0)).isEqualTo("encrypted");
    assertThat(Plans.creates(plan)).containsExactly("j-1-1");
  }

  @Test
  void a_file_rests_before_its_next_attempt() {
    SliceDecision plan =
        Scene.of("Q").attempts(3).history(0, "F", Duration.ofSeconds(4)).granted(1).decide();

    assertThat(plan.status().states()).isEqualTo("Q");
    assertThat(plan.ready()).isZero();
    assertThat(plan.wakeAt()).isEqualTo(Scene.NOW.plusSeconds(6));
  }

  @Test
  void a_file_that_has_rested_is_started_under_a_new_number() {
    SliceDecision plan =
        Scene.of("Q").attempts(3).history(0, "FDF", Duration.ofMinutes(9)).granted(1).decide();

    assertThat(Plans.creates(plan)).containsExactly("j-0-4");
    assertThat(Plans.kinds(plan, 0)).isEqualTo("FDFR");
  }

  @Test
  void the_same_snapshot_gives_the_same_plan() {
    Scene scene = Scene.of("QRCQ").granted(1).job(1, 1, End.NONE);

    assertThat(scene.decide()).isEqualTo(scene.decide());
  }
}
