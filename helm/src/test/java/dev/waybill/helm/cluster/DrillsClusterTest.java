package dev.waybill.helm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.crds.JobState;
import dev.waybill.crds.Waybill;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong seldom: it takes longer to try, and nothing may be lost by it either. */
@OnCluster
@Tag("drills")
class DrillsClusterTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Installation installed;

  @TempDir Path folder;

  DrillsClusterTest(Installation installed) {
    this.installed = installed;
  }

  @Test
  void ten_leaders_killed_during_a_job_of_200_files_do_no_file_twice_and_lose_none()
      throws Exception {
    Trial trial = Trial.apply(installed, Archives.letters(folder, 200), ", \"parallelism\": 12");
    for (int kill = 1; kill <= 10; kill++) {
      trial.awaitTerminal(kill * 12);
      leader().withGracePeriod(0).delete();
    }

    assertThat(trial.ended().state()).isEqualTo(JobState.SUCCEEDED);
    trial.assertEachFileDoneOnce(200);
    trial.assertNoneBegunTwice();
  }

  private PodResource leader() {
    String pod =
        await()
            .atMost(LIMIT)
            .until(this::holder, name -> installed.pods("operator").stream().anyMatch(is(name)));
    return client().pods().inNamespace(installed.namespace()).withName(pod);
  }

  private String holder() {
    String identity =
        client()
            .leases()
            .inNamespace(installed.jobs())
            .withName("waybill-operator")
            .require()
            .getSpec()
            .getHolderIdentity();
    return identity == null ? "" : identity.replaceFirst("_.*", "");
  }

  private static Predicate<Pod> is(String name) {
    return pod ->
        pod.getMetadata().getName().equals(name)
            && pod.getMetadata().getDeletionTimestamp() == null;
  }

  @Test
  void a_gateway_that_is_rolled_during_200_uploads_fails_none() throws Exception {
    try (ClientPod uploads = ClientPod.uploads(installed, Archives.letters(folder, 1), 200)) {
      uploads.awaitFirst();
      for (int roll = 0; roll < 2; roll++) {
        installed.upgrade("gateway: {podAnnotations: {roll: '" + roll + "'}}");
      }
      assertThat(uploads.log()).endsWith("200 of 200 uploads, 0 failed\n");
    } finally {
      installed.upgrade();
      // hundreds, which would keep the next ones from the node
      Jobs.remove(client(), installed.jobs());
    }
  }

  @Test
  void a_Job_deleted_by_hand_costs_its_file_no_attempt() throws Exception {
    Trial trial = slow(1, "sleep 15");
    String job = trial.working().getMetadata().getLabels().get("batch.kubernetes.io/job-name");

    client().batch().v1().jobs().inNamespace(installed.jobs()).withName(job).delete();

    assertThat(trial.ended().state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(trial.kinds(0)).containsExactly(AttemptKind.DISRUPTED, AttemptKind.SUCCEEDED);
  }

  @Test
  void a_Job_held_while_it_works_costs_its_file_no_attempt_and_is_not_run_again() throws Exception {
    Trial trial = slow(1, "sleep 15");
    String job = trial.working().getMetadata().getLabels().get("batch.kubernetes.io/job-name");

    client()
        .batch()
        .v1()
        .jobs()
        .inNamespace(installed.jobs())
        .withName(job)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"suspend\":true}}");

    assertThat(trial.ended().state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(trial.kinds(0)).containsExactly(AttemptKind.DISRUPTED, AttemptKind.SUCCEEDED);
    assertThat(trial.attempts().getFirst().reason()).isEqualTo("its Job was suspended");
  }

  @Test
  void a_pod_deleted_by_hand_that_has_to_be_killed_costs_its_file_no_attempt() throws Exception {
    String deaf =
        "[ $WAYBILL_ATTEMPT = 2 ] || { trap '' TERM; while :; do sleep 1; done; };"
            + " cp /work/input/* /work/output/";
    Trial trial =
        Trial.apply(installed, Archives.letters(folder, 1), Trial.script(installed, deaf, ""));

    client().pods().resource(trial.working()).withGracePeriod(2).delete();

    assertThat(trial.ended().state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(trial.kinds(0)).containsExactly(AttemptKind.DISRUPTED, AttemptKind.SUCCEEDED);
  }

  @Test
  void a_container_that_ends_just_in_time_has_its_output_delivered_after_that() throws Exception {
    Trial trial =
        Trial.apply(
            installed,
            Archives.letters(folder, 1),
            Trial.script(installed, "cp /work/input/* /work/output/; sleep 9", "")
                + ", \"timeout\": {\"attemptDurationSeconds\": 10}");

    assertThat(trial.ended().state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(trial.kinds(0)).containsExactly(AttemptKind.SUCCEEDED);
  }

  @Test
  void a_slice_deleted_by_hand_is_made_anew_and_what_is_done_stays_done() throws Exception {
    Trial trial = Trial.apply(installed, Archives.letters(folder, 10), ", \"parallelism\": 2");
    trial.awaitTerminal(4);
    int done = trial.status().counts().completed();

    trial.slices().forEach(slice -> client().resource(slice).delete());

    assertThat(trial.ended().state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(trial.status().counts().completed()).isEqualTo(10);
    assertThat(trial.attempts().stream().filter(one -> one.number() > 1))
        .as("files that were done before are not done again")
        .hasSizeLessThanOrEqualTo(10 - done);
  }

  @Test
  void a_job_deleted_while_it_runs_leaves_nothing_behind() throws Exception {
    Trial trial = slow(2, "sleep 60");
    String id = trial.job().require().jobId();
    trial.working();

    trial.job().delete();

    await().atMost(LIMIT).until(() -> trial.job().get() == null);
    await().atMost(LIMIT).until(() -> trial.pods().isEmpty());
    assertThat(trial.slices()).isEmpty();
    assertThat(
            client()
                .secrets()
                .inNamespace(installed.jobs())
                .withLabel(Waybill.JOB_LABEL, trial.name())
                .list()
                .getItems())
        .isEmpty();
    for (String bucket : List.of(installed.buckets().input(), installed.buckets().output())) {
      assertThat(
              installed
                  .buckets()
                  .client()
                  .listObjectsV2(list -> list.bucket(bucket).prefix("jobs/" + id + "/"))
                  .contents())
          .isEmpty();
    }
  }

  @Test
  void a_worker_that_ignores_SIGTERM_is_killed_after_its_time_and_that_is_the_reason()
      throws Exception {
    Trial trial =
        Trial.apply(
            installed,
            Archives.letters(folder, 1),
            Trial.script(installed, "trap '' TERM; while :; do sleep 1; done", "")
                + ", \"timeout\": {\"attemptDurationSeconds\": 5}");

    assertThat(trial.ended().state()).isEqualTo(JobState.FAILED);
    assertThat(trial.attempts())
        .extracting(Attempt::kind, Attempt::reason)
        .containsExactly(tuple(AttemptKind.TIMED_OUT, "timed out after 5 s"));
  }

  @Test
  void a_node_that_is_drained_is_waited_for_by_name_and_costs_no_attempt() throws Exception {
    Trial trial = slow(1, "sleep 20");
    Pod pod = trial.working();
    String node = pod.getSpec().getNodeName();
    try {
      installed.cordon(node, true);
      assertThat(client().pods().resource(pod).evict()).isTrue();
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> assertThat(trial.notes()).anyMatch(note -> note.contains("Unschedulable")));
    } finally {
      installed.cordon(node, false);
    }

    assertThat(trial.ended().state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(trial.kinds(0)).containsExactly(AttemptKind.DISRUPTED, AttemptKind.SUCCEEDED);
  }

  @Test
  void jobs_outlive_the_chart_and_go_on_with_the_next_one() throws Exception {
    Trial trial = slow(4, "sleep 10");
    trial.working();

    installed.reinstall();

    assertThat(trial.ended().state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(trial.attempts())
        .hasSize(4)
        .allMatch(attempt -> attempt.kind() == AttemptKind.SUCCEEDED);
  }

  @Test
  void a_store_that_is_away_for_half_a_minute_costs_no_file_an_attempt() throws Exception {
    try (TlsStore store = TlsStore.of(installed, folder)) {
      Trial documents =
          Trial.apply(installed, Archives.letters(folder, 30), ", \"parallelism\": 4");
      Trial own = slow(4, "sleep 20");
      documents.awaitTerminal(2);
      own.working();

      store.goAway();
      await().atMost(LIMIT).pollDelay(Duration.ofSeconds(30)).until(() -> store.turnedAway() > 0);
      assertThat(documents.status().state()).isEqualTo(JobState.IN_PROGRESS);
      store.comeBack();

      assertThat(documents.ended().state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(own.ended().state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(List.of(documents, own))
          .flatExtracting(Trial::attempts)
          .hasSize(34)
          .allMatch(attempt -> attempt.kind() == AttemptKind.SUCCEEDED);
    }
  }

  private Trial slow(int files, String script) throws Exception {
    return Trial.apply(
        installed,
        Archives.letters(folder, files),
        Trial.script(installed, script + "; cp /work/input/* /work/output/", ""));
  }

  private KubernetesClient client() {
    return installed.client();
  }
}
