package dev.waybill.operator.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operator.file.SliceAction.Effect;
import dev.waybill.operator.file.SliceAction.Read;
import dev.waybill.operator.pod.JobSeen.End;
import dev.waybill.operator.pod.PodSeen.Life;
import dev.waybill.operator.pod.PodSeen.Words;
import dev.waybill.operator.pod.WaitingReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Attempts whose Job has not ended: limits on their start, their work and their going. */
class RunningAttemptsTest {
  private static final Words NO_NODE = new Words("ImagePullBackOff", "no such image");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void a_file_that_does_not_start_in_time_fails_with_its_reason_and_its_job_goes() {
    SliceDecision plan =
        Scene.of("R")
            .attempts(3)
            .job(0, 1, End.NONE, Scene.SLICE, HOUR)
            .pod(0, 1, NO_NODE, null)
            .decide();

    assertThat(plan.status().states()).isEqualTo("F");
    assertThat(Plans.note(plan, 0))
        .isEqualTo("did not start within 3600 s: ImagePullBackOff: no such image");
    assertThat(plan.effects()).contains(new Effect.DeleteAll());
  }

  @Test
  void a_moment_before_it_still_waits() {
    SliceDecision plan =
        Scene.of("R")
            .job(0, 1, End.NONE, Scene.SLICE, HOUR.minusSeconds(1))
            .pod(0, 1, NO_NODE, null)
            .decide();

    assertThat(plan.status().states()).isEqualTo("R");
  }

  @Test
  void a_job_that_never_has_a_pod_fails_its_file_too() {
    SliceDecision plan =
        Scene.of("RQ")
            .job(0, 1, End.NONE, Scene.SLICE, HOUR)
            .listed()
            .warning("j-0-1", "FailedCreate", "exceeded quota", MINUTE)
            .decide();

    assertThat(Plans.note(plan, 0))
        .isEqualTo("did not start within 3600 s: FailedCreate: exceeded quota");
    assertThat(plan.effects()).contains(new Effect.DeleteJobs(Set.of("j-0-1")));
  }

  @Test
  void a_job_that_cannot_be_made_fails_its_file_in_the_end() {
    SliceDecision plan = Scene.of("R").unmade(0, "exceeded quota: jobs", HOUR).decide();

    assertThat(plan.status().states()).isEqualTo("F");
    assertThat(Plans.note(plan, 0))
        .isEqualTo("did not start within 3600 s: FailedCreate: exceeded quota: jobs");
    assertThat(Plans.creates(plan)).isEmpty();
  }

  @Test
  void a_full_cluster_is_waited_for_as_long_as_others_of_the_job_find_room() {
    Words full = new Words("Unschedulable", "0/3 nodes are available: insufficient cpu");
    Scene scene =
        Scene.of("R").job(0, 1, End.NONE, Scene.SLICE, HOUR.multipliedBy(3)).pod(0, 1, full, null);

    assertThat(scene.lastBegun(HOUR.minusSeconds(1)).decide().status().states()).isEqualTo("R");
    assertThat(scene.lastBegun(HOUR).decide().status().states()).isEqualTo("F");
  }

  @Test
  void nor_does_a_quota_that_others_of_the_job_use_up_fail_a_file() {
    Scene scene = Scene.of("R").unmade(0, "exceeded quota: pods", HOUR);

    assertThat(scene.lastBegun(MINUTE).decide().status().states()).isEqualTo("R");
  }

  @Test
  void an_image_that_cannot_be_pulled_fails_its_file_whatever_others_do() {
    Scene scene = Scene.of("R").job(0, 1, End.NONE, Scene.SLICE, HOUR).pod(0, 1, NO_NODE, null);

    assertThat(scene.lastBegun(MINUTE).decide().status().states()).isEqualTo("F");
  }

  @Test
  void what_is_kept_from_beginning_is_told_apart_from_what_begins_or_works() {
    SliceDecision plan =
        Scene.of("RRR")
            .job(0, 1, End.NONE)
            .pod(0, 1, NO_NODE, null)
            .job(1, 1, End.NONE)
            .started(2)
            .job(2, 1, End.NONE)
            .decide();

    assertThat(plan.inProgress()).isEqualTo(3);
    assertThat(plan.held()).isEqualTo(1);
  }

  @Test
  void what_a_pods_events_warn_of_is_said_where_its_container_says_nothing() {
    SliceDecision plan =
        Scene.of("R")
            .job(0, 1, End.NONE)
            .pod(0, 1, new Words("ContainerCreating", null), null)
            .warning("p", "FailedMount", "secret not found", MINUTE)
            .decide();

    assertThat(Plans.note(plan, 0)).isEqualTo("waiting: FailedMount: secret not found");
  }

  @Test
  void a_store_that_refuses_a_look_is_named() {
    SliceDecision plan =
        Scene.of("R").obstacle(0, WaitingReason.of("StorageRefused", "403")).decide();

    assertThat(Plans.note(plan, 0)).isEqualTo("waiting: StorageRefused: 403");
    assertThat(plan.reads()).hasSize(1);
  }

  @Test
  void a_deadline_is_lowered_when_the_work_starts() {
    Life life = new Life(Scene.NOW.minusSeconds(30), 3660L, null);

    SliceDecision plan =
        Scene.of("R")
            .timeout(MINUTE)
            .job(0, 1, End.NONE)
            .pod(0, 1, null, Scene.NOW.minusSeconds(5), life)
            .decide();

    assertThat(plan.effects()).containsExactly(new Effect.LowerDeadline("p", 85));
  }

  @Test
  void after_that_nobody_looks_until_the_timeout_should_be_over() {
    SliceDecision plan = Scene.of("R").timeout(MINUTE).started(0).job(0, 1, End.NONE).decide();

    assertThat(plan.reads()).isEmpty();
    assertThat(plan.effects()).isEmpty();
    assertThat(plan.wakeAt()).isEqualTo(Scene.NOW.plusSeconds(75));
  }

  @Test
  void an_attempt_over_its_timeout_is_looked_at() {
    Scene scene = Scene.of("R").timeout(MINUTE).started(0, Duration.ofSeconds(75));

    assertThat(scene.job(0, 1, End.NONE).decide().reads())
        .containsExactly(new Read.ListPods(Set.of(0)));
  }

  @Test
  void a_deadline_that_was_never_lowered_is_lowered_then() {
    Instant start = Scene.NOW.minusSeconds(75);
    SliceDecision plan =
        Scene.of("R")
            .timeout(MINUTE)
            .started(0, Duration.ofSeconds(75))
            .job(0, 1, End.NONE)
            .pod(0, 1, null, start, new Life(start, 3660L, null))
            .decide();

    assertThat(plan.effects()).containsExactly(new Effect.LowerDeadline("p", 60));
  }

  @Test
  void a_pod_that_is_being_deleted_is_looked_at() {
    Scene scene = Scene.of("R").started(0).job(0, 1, End.NONE).jobIs(0, 1, "document", false, true);

    assertThat(scene.decide().reads()).containsExactly(new Read.ListPods(Set.of(0)));
  }

  @Test
  void a_node_that_is_not_ready_is_named_while_its_pod_runs() {
    SliceDecision plan =
        Scene.of("R")
            .started(0)
            .job(0, 1, End.NONE)
            .warning("p", "NodeNotReady", "Node is not ready", MINUTE)
            .decide();

    assertThat(Plans.note(plan, 0)).isEqualTo("waiting: NodeNotReady: Node is not ready");
    assertThat(plan.wakeAt()).isEqualTo(Scene.NOW.plus(Duration.ofMinutes(5)));
  }

  @Test
  void that_is_over_after_a_while() {
    SliceDecision plan =
        Scene.of("R")
            .started(0)
            .job(0, 1, End.NONE)
            .warning("p", "NodeNotReady", "Node is not ready", Duration.ofMinutes(6))
            .decide();

    assertThat(plan.status().notes()).isEmpty();
  }

  @Test
  void other_warnings_about_a_pod_that_runs_are_nobodys_wait() {
    SliceDecision plan =
        Scene.of("R")
            .started(0)
            .job(0, 1, End.NONE)
            .warning("p", "Unhealthy", "probe", MINUTE)
            .decide();

    assertThat(plan.status().notes()).isEmpty();
  }

  @Test
  void a_users_container_whose_pod_warns_of_another_is_looked_at() {
    Scene scene = working().warning("p", "Failed", "Error: ErrImagePull", MINUTE);

    assertThat(scene.decide().reads()).containsExactly(new Read.ListPods(Set.of(0)));
  }

  @Test
  void one_whose_warning_is_older_than_its_work_is_not() {
    Scene scene = working().warning("p", "Failed", "Error: ErrImagePull", HOUR);

    assertThat(scene.decide().reads()).isEmpty();
  }

  @Test
  void a_delivery_that_does_not_start_is_named() {
    SliceDecision plan = undelivered(MINUTE).decide();

    assertThat(plan.status().states()).isEqualTo("R");
    assertThat(Plans.note(plan, 0)).isEqualTo("waiting: ImagePullBackOff: no such image");
    assertThat(plan.wakeAt()).isEqualTo(Scene.NOW.plusSeconds(5));
  }

  @Test
  void and_has_a_limit_from_the_end_of_the_work() {
    SliceDecision plan = undelivered(HOUR).decide();

    assertThat(plan.status().states()).isEqualTo("F");
    assertThat(Plans.note(plan, 0))
        .isEqualTo("delivery did not start within 3600 s: ImagePullBackOff: no such image");
  }

  @Test
  void words_without_end_are_cut_to_what_a_slices_status_takes() {
    SliceDecision plan =
        undelivered(new Words("CreateContainerError", "x".repeat(300)), HOUR).decide();

    assertThat(plan.status().states()).isEqualTo("F");
    assertThat(Plans.note(plan, 0)).hasSize(256).endsWith("x…");
  }

  @Test
  void one_that_misses_its_grants_has_them_renewed() {
    SliceDecision plan =
        undelivered(new Words("CreateContainerConfigError", "secret not found"), MINUTE).decide();

    assertThat(plan.effects()).contains(new Effect.RenewGrants(List.of(0)));
  }

  private static Scene working() {
    return Scene.of("R").ownContainer().job(0, 1, End.NONE).started(0, Duration.ofMinutes(2));
  }

  private static Scene undelivered(Duration since) {
    return undelivered(NO_NODE, since);
  }

  private static Scene undelivered(Words waiting, Duration since) {
    return Scene.of("R")
        .ownContainer()
        .job(0, 1, End.NONE)
        .started(0, since.plus(MINUTE))
        .podToDeliver(0, waiting, since)
        .warning("p", "Failed", "Error: ErrImagePull", MINUTE);
  }
}
