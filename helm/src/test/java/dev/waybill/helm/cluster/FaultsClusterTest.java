package dev.waybill.helm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.crds.JobState;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on any cluster: nothing is lost, nothing is done twice, a reason is seen. */
@OnCluster
class FaultsClusterTest {
  private static final String GROWING =
      ", \"retryStrategy\": {\"attempts\": 5, \"onOutOfMemory\": \"Grow\"}";

  private final Installation installed;

  @TempDir Path folder;

  FaultsClusterTest(Installation installed) {
    this.installed = installed;
  }

  @Test
  void operators_that_are_killed_leave_a_job_that_goes_on_and_no_file_done_twice()
      throws Exception {
    Trial trial = Trial.apply(installed, Archives.letters(folder, 12), ", \"parallelism\": 3");
    trial.awaitTerminal(2);

    installed.pods("operator").stream()
        .map(pod -> installed.client().pods().resource(pod))
        .forEach(pod -> pod.withGracePeriod(0).delete());

    trial.ended();
    trial.assertEachFileDoneOnce(12);
    trial.assertNoneBegunTwice();
    assertThat(trial.status().state()).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void an_evicted_pod_costs_its_file_no_attempt() throws Exception {
    Trial trial =
        Trial.apply(
            installed,
            Archives.letters(folder, 1),
            Trial.script(
                installed, "sleep 15; cp /work/input/* /work/output/", resources("128Mi")));
    Pod pod = trial.working();

    assertThat(installed.client().pods().resource(pod).evict()).isTrue();

    assertThat(trial.ended().state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(trial.kinds(0)).containsExactly(AttemptKind.DISRUPTED, AttemptKind.SUCCEEDED);
  }

  @Test
  void too_little_memory_is_named_and_grows_where_the_job_says_so() throws Exception {
    // some 100 MiB in one string
    String hungry = "x=$(head -c 100m /dev/zero | tr '\\0' x); echo ${#x} > /work/output/size";
    Trial fails =
        Trial.apply(
            installed,
            Archives.letters(folder, 1),
            Trial.script(installed, hungry, resources("48Mi")));
    Trial grows =
        Trial.apply(
            installed,
            Archives.letters(folder, 1),
            Trial.script(installed, hungry, resources("48Mi")) + GROWING);

    assertThat(fails.ended().state()).isEqualTo(JobState.FAILED);
    assertThat(fails.kinds(0)).containsExactly(AttemptKind.OUT_OF_MEMORY);
    assertThat(fails.notes()).singleElement().asString().contains("memory");
    assertThat(grows.ended().state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(grows.kinds(0))
        .startsWith(AttemptKind.OUT_OF_MEMORY)
        .endsWith(AttemptKind.SUCCEEDED);
  }

  @Test
  void a_users_exit_code_and_last_words_are_the_reason() throws Exception {
    Trial trial =
        Trial.apply(
            installed,
            Archives.letters(folder, 1),
            Trial.script(installed, "echo no such page: 7; exit 3", resources("64Mi")));

    assertThat(trial.ended().state()).isEqualTo(JobState.FAILED);
    assertThat(trial.attempts()).extracting(Attempt::exitCode).containsExactly(3);
    assertThat(trial.notes())
        .singleElement()
        .asString()
        .contains("exit code 3")
        .contains("no such page: 7");
  }

  @Test
  void grants_that_go_while_a_container_works_are_minted_anew_for_its_delivery() throws Exception {
    Trial trial =
        Trial.apply(
            installed,
            Archives.letters(folder, 1),
            Trial.script(installed, "sleep 30; cp /work/input/* /work/output/", resources("64Mi")));
    trial.working();

    trial.deleteSecrets();
    // still at work: its delivery has not read them yet
    trial.working();

    assertThat(trial.ended().state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(trial.kinds(0)).containsExactly(AttemptKind.SUCCEEDED);
  }

  @Test
  void a_file_that_is_cancelled_as_its_container_begins_leaves_its_log() throws Exception {
    Trial trial =
        Trial.apply(
            installed,
            Archives.letters(folder, 1),
            Trial.script(installed, "echo first words; sleep 300", resources("64Mi")));
    Pod pod = trial.working();
    await().until(() -> words(pod).contains("first words"));

    trial.job().patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"terminate\":true}}");

    assertThat(trial.ended().state()).isEqualTo(JobState.ABORTED);
    assertThat(trial.kinds(0)).containsExactly(AttemptKind.CANCELLED);
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(trial.storedLog(0, 1)).contains("first words"));
  }

  private String words(Pod pod) {
    return installed.client().pods().resource(pod).inContainer("work").getLog();
  }

  @Test
  void an_image_that_is_not_to_be_had_is_told_in_the_job_while_it_waits() throws Exception {
    Trial trial =
        Trial.apply(
            installed,
            Archives.letters(folder, 1),
            ", \"worker\": {\"image\": \"registry.invalid/nobody/nothing:1\"}");

    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(trial.status().conditions())
                    .anySatisfy(
                        condition -> {
                          assertThat(condition.getType()).isEqualTo("Waiting");
                          assertThat(condition.getStatus()).isEqualTo("True");
                          assertThat(condition.getReason())
                              .matches("ErrImagePull|ImagePullBackOff");
                        }));
    assertThat(trial.notes()).anyMatch(note -> note.contains("registry.invalid"));
    trial.job().delete();
  }

  private static String resources(String memory) {
    return ", \"resources\": {\"requests\": {\"memory\": \"%1$s\"}, \"limits\": {\"memory\": \"%1$s\"}}"
        .formatted(memory);
  }
}
