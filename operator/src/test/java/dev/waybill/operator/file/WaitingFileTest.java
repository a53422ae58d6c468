package dev.waybill.operator.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operator.file.SliceAction.Effect;
import dev.waybill.operator.file.SliceAction.Read;
import dev.waybill.operator.pod.JobSeen.End;
import dev.waybill.operator.pod.PodSeen.Words;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WaitingFileTest {

  @Test
  void a_job_that_was_made_a_moment_ago_is_given_time() {
    SliceDecision plan =
        Scene.of("R").job(0, 1, End.NONE, Scene.SLICE, Duration.ofSeconds(1)).decide();

    assertThat(plan.reads()).isEmpty();
    assertThat(plan.wakeAt()).isEqualTo(Scene.NOW.plusSeconds(2));
  }

  @Test
  void after_that_its_pod_is_asked_for() {
    assertThat(Scene.of("R").job(0, 1, End.NONE).decide().reads())
        .containsExactly(new Read.ListPods(Set.of(0)));
  }

  @Test
  void only_the_pods_of_files_that_have_something_to_tell_are_asked_for() {
    SliceDecision plan =
        Scene.of("RRRC")
            .started(0)
            .job(0, 1, End.NONE)
            .job(1, 1, End.COMPLETE)
            .job(2, 1, End.NONE)
            .job(3, 1, End.COMPLETE)
            .decide();

    assertThat(plan.reads()).containsExactly(new Read.ListPods(Set.of(1, 2)));
  }

  @Test
  void a_list_of_other_files_pods_tells_nothing_of_a_file() {
    SliceDecision plan =
        Scene.of("RR")
            .job(0, 1, End.COMPLETE)
            .job(1, 1, End.NONE, Scene.SLICE, Duration.ofSeconds(1))
            .warning("j-1-1", "FailedCreate", "exceeded quota: pods", Duration.ofSeconds(1))
            .listed(Set.of(0))
            .decide();

    assertThat(Plans.kinds(plan, 0)).isEqualTo("S");
    assertThat(Plans.kinds(plan, 1)).isEqualTo("R");
    assertThat(Plans.note(plan, 1)).isNull();
  }

  @Test
  void nobody_is_asked_about_a_file_whose_pod_has_started() {
    SliceDecision plan = Scene.of("R").started(0).job(0, 1, End.NONE).decide();

    assertThat(plan.reads()).isEmpty();
    assertThat(plan.wakeAt()).isNull();
  }

  @Test
  void a_pod_that_cannot_start_tells_why_in_the_slice() {
    SliceDecision plan =
        Scene.of("R")
            .job(0, 1, End.NONE)
            .pod(0, 1, new Words("ImagePullBackOff", "Back-off"), null)
            .decide();

    assertThat(Plans.note(plan, 0)).isEqualTo("waiting: ImagePullBackOff: Back-off");
    assertThat(plan.wakeAt()).isEqualTo(Scene.NOW.plusSeconds(5));
  }

  @Test
  void a_job_without_a_pod_tells_why_in_the_slice() {
    SliceDecision plan =
        Scene.of("R")
            .job(0, 1, End.NONE)
            .listed()
            .warning("j-0-1", "FailedCreate", "exceeded quota: pods", Duration.ofSeconds(2))
            .decide();

    assertThat(Plans.note(plan, 0)).isEqualTo("waiting: FailedCreate: exceeded quota: pods");
  }

  @Test
  void a_pod_that_has_started_is_recorded_and_waits_for_nothing() {
    SliceDecision plan =
        Scene.of("R").job(0, 1, End.NONE).pod(0, 1, null, Scene.NOW.minusSeconds(1)).decide();

    assertThat(plan.status().notes()).isEmpty();
    assertThat(plan.status().attempts()).containsExactly("0 1 R - 1772359199 - p n");
  }

  @Test
  void a_secret_that_is_missing_is_made_anew() {
    SliceDecision plan =
        Scene.of("R")
            .job(0, 1, End.NONE)
            .pod(0, 1, new Words("CreateContainerConfigError", "secret not found"), null)
            .decide();

    assertThat(plan.effects()).containsExactly(new Effect.RenewGrants(List.of(0)));
  }
}
