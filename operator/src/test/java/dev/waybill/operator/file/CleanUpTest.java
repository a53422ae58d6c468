package dev.waybill.operator.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operator.file.SliceAction.Effect;
import dev.waybill.operator.pod.JobSeen.End;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CleanUpTest {
  private static final Effect ALL = new Effect.DeleteAll();

  @Test
  void jobs_stay_while_a_file_of_their_slice_is_not_done_with() {
    SliceDecision plan = Scene.of("CQ").over().job(0, 1, End.COMPLETE).decide();

    assertThat(plan.effects()).isEmpty();
  }

  @Test
  void jobs_stay_a_while_when_their_slice_is_done_with_but_not_their_job() {
    SliceDecision plan = Scene.of("CF").job(0, 1, End.COMPLETE).job(1, 1, End.FAILED).decide();

    assertThat(plan.effects()).isEmpty();
    assertThat(plan.wakeAt()).isEqualTo(Scene.NOW.plus(Duration.ofMinutes(10)));
  }

  @Test
  void then_they_go_all_at_once() {
    Scene scene = Scene.of("C").job(0, 1, End.COMPLETE);

    assertThat(scene.endedSince(Scene.NOW.minus(Duration.ofMinutes(10))).decide().effects())
        .containsExactly(ALL);
  }

  @Test
  void they_go_at_once_when_the_job_has_ended() {
    assertThat(Scene.of("C").over().job(0, 1, End.COMPLETE).decide().effects())
        .containsExactly(ALL);
  }

  @Test
  void nothing_is_deleted_where_nothing_is() {
    assertThat(Scene.of("CF").over().decide().effects()).isEmpty();
  }
}
