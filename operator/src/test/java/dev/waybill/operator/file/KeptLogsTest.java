package dev.waybill.operator.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.operator.file.SliceAction.Effect;
import dev.waybill.operator.file.SliceAction.EndedAttempt;
import dev.waybill.operator.file.SliceAction.Read;
import dev.waybill.operator.file.SliceSnapshot.Look;
import dev.waybill.operator.pod.JobSeen.End;
import dev.waybill.operator.pod.PodSeen.Words;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Job goes only when the log of its attempt is kept. */
class KeptLogsTest {
  @ParameterizedTest(name = "{0} of {1}, started {2}: {3}")
  @CsvSource({
    "SUCCEEDED, document, true, false",
    "SUCCEEDED, work, true, true",
    "FAILED, document, true, true",
    "FAILED, document, false, false",
    "TIMED_OUT, work, true, true",
    "OUT_OF_MEMORY, document, true, true",
    "DISRUPTED, document, true, true",
    "CANCELLED, work, true, true",
    "RUNNING, work, true, false"
  })
  void the_operator_keeps_what_the_worker_may_not_have_kept(
      AttemptKind kind, String step, boolean started, boolean wanted) {
    Attempt attempt = new Attempt(0, 1, kind, null, started ? Scene.NOW : null, null, "p", "n", "");

    assertThat(LogPolicy.wanted(attempt, step)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({
    "DISRUPTED, disrupted by the cluster: DeletionByTaintManager, node gone",
    "DISRUPTED, its node does not answer: n, node gone",
    "DISRUPTED, its pod was deleted, pod gone",
    "FAILED, exit code 1, pod gone"
  })
  void a_log_that_is_lost_says_why(AttemptKind kind, String reason, String words) {
    assertThat(LogPolicy.lost(new Attempt(0, 1, kind, null, null, null, "p", "n", reason)))
        .isEqualTo(words);
  }

  @Test
  void a_node_that_does_not_answer_is_not_asked() {
    assertThat(
            LogPolicy.readable(
                new Attempt(
                    0,
                    1,
                    AttemptKind.DISRUPTED,
                    null,
                    Scene.NOW,
                    null,
                    "p",
                    "n",
                    "its node does not answer: n")))
        .isFalse();
  }

  @Test
  void a_failed_attempts_log_is_kept_as_soon_as_it_has_ended() {
    SliceDecision plan = failed().attempts(2).decide();

    assertThat(plan.status().states()).isEqualTo("Q");
    assertThat(logs(plan)).containsExactly("j-0-1");
  }

  @Test
  void jobs_stay_until_it_is_and_are_asked_about_again() {
    SliceDecision plan = failed().endedSince(Scene.NOW.minus(Duration.ofHours(1))).decide();

    assertThat(plan.effects()).doesNotContain(new Effect.DeleteAll());
    assertThat(logs(plan)).containsExactly("j-0-1");
    assertThat(plan.wakeAt()).isEqualTo(Scene.NOW.plusSeconds(2));
  }

  @Test
  void then_they_go() {
    Scene scene = failed().endedSince(Scene.NOW.minus(Duration.ofHours(1))).logKept(0, 1);

    assertThat(scene.decide().effects()).containsExactly(new Effect.DeleteAll());
  }

  @Test
  void jobs_whose_logs_are_kept_wait_a_minute_for_those_whose_are_not() {
    Scene scene =
        Scene.of("FF")
            .over()
            .startedAndFailed(0)
            .startedAndFailed(1)
            .job(0, 1, End.FAILED)
            .job(1, 1, End.FAILED)
            .logKept(0, 1);

    assertThat(scene.endedSince(Scene.NOW.minusSeconds(59)).decide().effects())
        .hasOnlyElementsOfType(Effect.KeepLogs.class);
    assertThat(scene.endedSince(Scene.NOW.minusSeconds(60)).decide().effects())
        .contains(new Effect.DeleteJobs(Set.of("j-0-1")));
  }

  @Test
  void a_cancelled_job_whose_log_is_not_kept_soon_works_no_longer_and_keeps_its_pod() {
    Scene cancelled = Scene.of("A").cancelled().job(0, 1, End.NONE);

    assertThat(cancelled.startedAndCancelled(0, Duration.ofSeconds(9)).decide().effects())
        .hasOnlyElementsOfType(Effect.KeepLogs.class);
    assertThat(cancelled.startedAndCancelled(0, Duration.ofSeconds(10)).decide().effects())
        .contains(new Effect.LowerDeadline("p", 1))
        .doesNotHaveAnyElementsOfTypes(Effect.DeleteAll.class, Effect.DeleteJobs.class);
  }

  @Test
  void a_cancelled_job_that_works_goes_after_its_log() {
    Scene scene =
        Scene.of("RQ").cancelled().started(0).job(0, 1, End.NONE).jobIs(0, 1, "work", false, false);

    assertThat(scene.decide().effects())
        .noneMatch(Effect.DeleteJobs.class::isInstance)
        .noneMatch(Effect.DeleteAll.class::isInstance);
    assertThat(scene.logKept(0, 1).decide().effects()).containsExactly(new Effect.DeleteAll());
  }

  @Test
  void one_whose_pod_nobody_has_looked_at_is_looked_at_once_without_a_pause() {
    Scene scene =
        Scene.of("RC")
            .history(0, "R", Duration.ZERO)
            .cancelled()
            .job(0, 1, End.NONE)
            .listedJustNow();

    assertThat(scene.decide().reads()).containsExactly(new Read.ListPods(Set.of(0)));
    assertThat(scene.decide().status().states()).isEqualTo("RC");
  }

  @Test
  void one_that_has_not_begun_its_work_goes_then() {
    Scene scene =
        Scene.of("RC")
            .history(0, "R", Duration.ZERO)
            .cancelled()
            .job(0, 1, End.NONE)
            .pod(0, 1, new Words("ContainerCreating", null), null);

    assertThat(scene.decide().status().states()).isEqualTo("AC");
    assertThat(scene.decide().effects()).containsExactly(new Effect.DeleteAll());
  }

  @Test
  void one_that_had_begun_before_anybody_looked_goes_after_its_log() {
    Scene scene =
        Scene.of("RC")
            .history(0, "R", Duration.ZERO)
            .cancelled()
            .job(0, 1, End.NONE)
            .pod(0, 1, null, Scene.NOW.minusSeconds(1));

    assertThat(scene.decide().status().states()).isEqualTo("AC");
    assertThat(logs(scene.decide())).containsExactly("j-0-1");
    assertThat(scene.decide().effects()).doesNotContain(new Effect.DeleteAll());
  }

  @Test
  void a_cancelled_files_log_that_went_with_its_job_is_told_of() {
    SliceDecision plan = Scene.of("R").started(0).cancelled().decide();

    assertThat(plan.status().states()).isEqualTo("A");
    assertThat(ended(plan)).extracting(EndedAttempt::jobName).containsExactly("j-0-1");
  }

  @Test
  void a_log_whose_job_is_gone_is_asked_of_the_pod_which_may_be_there_for_its_grace() {
    SliceDecision plan = Scene.of("R").started(0).look(0, 1, Look.GONE).decide();
    SliceDecision own = Scene.of("R").ownContainer().started(0).look(0, 1, Look.GONE).decide();

    assertThat(ended(plan)).extracting(EndedAttempt::step).containsExactly("document");
    assertThat(ended(own)).extracting(EndedAttempt::step).containsExactly("work");
  }

  @Test
  void also_where_its_output_is_whole_but_of_the_built_in_worker_whose_log_then_is_there() {
    SliceDecision plan = Scene.of("R").started(0).look(0, 1, Look.DONE).decide();
    SliceDecision own = Scene.of("R").ownContainer().started(0).look(0, 1, Look.DONE).decide();

    assertThat(plan.status().states()).isEqualTo("C");
    assertThat(logs(plan)).isEmpty();
    assertThat(own.status().states()).isEqualTo("C");
    assertThat(logs(own)).containsExactly("j-0-1");
  }

  @Test
  void one_that_was_asked_for_is_asked_for_until_it_is_kept_though_its_job_goes() {
    Scene scene = Scene.of("FQ").startedAndFailed(0).logAsked(0, "work");

    assertThat(logs(scene.decide())).containsExactly("j-0-1");
    assertThat(scene.decide().wakeAt()).isEqualTo(Scene.NOW.plusSeconds(2));
    assertThat(logs(scene.job(0, 1, End.FAILED).decide())).containsExactly("j-0-1");
    assertThat(logs(scene.logKept(0, 1).decide())).isEmpty();
  }

  @Test
  void stray_jobs_whose_logs_are_kept_do_not_wait_for_the_others() {
    SliceDecision plan =
        Scene.of("FFQ")
            .job(0, 1, End.NONE)
            .job(1, 1, End.NONE)
            .startedAndFailed(0)
            .startedAndFailed(1)
            .logKept(0, 1)
            .decide();

    assertThat(plan.effects()).contains(new Effect.DeleteJobs(Set.of("j-0-1")));
  }

  private static Scene failed() {
    return Scene.of("R").started(0).job(0, 1, End.FAILED).listed();
  }

  private static List<String> logs(SliceDecision plan) {
    return ended(plan).stream().map(EndedAttempt::jobName).toList();
  }

  private static List<EndedAttempt> ended(SliceDecision plan) {
    return plan.effects().stream()
        .filter(Effect.KeepLogs.class::isInstance)
        .flatMap(effect -> ((Effect.KeepLogs) effect).attempts().stream())
        .toList();
  }
}
