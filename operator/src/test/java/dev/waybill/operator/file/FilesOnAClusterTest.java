package dev.waybill.operator.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.operator.Cluster;
import dev.waybill.operator.file.FakeKubelet.Fate;
import dev.waybill.storage.ObjectRef;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole operator against an API server and a store; only the kubelet is played. */
class FilesOnAClusterTest {
  private static final String NAMESPACE = Cluster.NAMESPACE;
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir static Path folder;

  private static Cluster cluster;
  private static Files files;

  private FakeKubelet kubelet;

  @BeforeAll
  static void start() throws IOException {
    cluster = new Cluster(folder, FilesOnAClusterTest::log);
    files = new Files(cluster);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @AfterEach
  void end() {
    cluster.stopOperator();
    kubelet.close();
    files.clear();
  }

  @Test
  void fifty_files_are_processed_each_by_one_job() throws IOException {
    kubelet(name -> Fate.DONE);
    operator();

    String job = files.job(50, null);

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(files.states(job)).isEqualTo("C".repeat(50)));
    assertThat(kubelet.started()).hasSize(50).doesNotHaveDuplicates();
    assertThat(files.attempts(job))
        .hasSize(50)
        .allSatisfy(
            attempt -> {
              assertThat(attempt.exitCode()).isZero();
              assertThat(attempt.pod()).endsWith("-1-pod");
              assertThat(attempt.node()).isEqualTo("node-1");
              assertThat(attempt.startedAt()).isNotNull();
            });
  }

  @Test
  void a_file_that_fails_is_tried_again_and_a_disruption_does_not_count() throws IOException {
    kubelet(
        name ->
            switch (name.substring(36)) {
              case "-0-1", "-1-1", "-1-2" -> Fate.EXIT_1;
              case "-2-1" -> Fate.DISRUPTED;
              case "-2-2" -> Fate.EXIT_1;
              default -> Fate.DONE;
            });
    operator();

    String job = files.job(4, 2);

    await().atMost(SOON).untilAsserted(() -> assertThat(files.states(job)).isEqualTo("CFCC"));
    assertThat(files.kinds(job)).isEqualTo(Map.of(0, "FS", 1, "FF", 2, "DFS", 3, "S"));
    assertThat(files.notes(job)).isEqualTo(Map.of(1, "exit code 1 (after 2 attempts)"));
  }

  @Test
  void cancelling_ends_what_runs_and_starts_nothing_more() throws IOException {
    kubelet(name -> name.endsWith("-0-1") ? Fate.DONE : Fate.RUNS_ON);
    operator(Map.of("WAYBILL_OPERATOR_MAX_RUNNING", "2"));
    String job = files.job(5, null);
    await().atMost(SOON).untilAsserted(() -> assertThat(files.states(job)).isEqualTo("CRRQQ"));
    // a claim is written before its Job is made
    await().atMost(SOON).untilAsserted(() -> assertThat(kubelet.started()).hasSize(3));

    cluster.terminate(job);

    await().atMost(SOON).untilAsserted(() -> assertThat(files.states(job)).isEqualTo("CAAAA"));
    await().atMost(SOON).untilAsserted(() -> assertThat(files.jobsOf(job)).isZero());
    assertThat(kubelet.started()).hasSize(3);
  }

  @Test
  void an_operator_that_is_ended_in_mid_run_and_started_again_starts_nothing_twice()
      throws IOException {
    kubelet(name -> name.endsWith("3-1") ? Fate.RUNS_ON : Fate.DONE);
    operator(Map.of("WAYBILL_OPERATOR_MAX_RUNNING", "10"));
    String job = files.job(30, null);
    await().atMost(SOON).untilAsserted(() -> assertThat(files.states(job)).contains("CC", "Q"));

    cluster.stopOperator();
    operator();
    kubelet.fate(name -> Fate.DONE);

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(files.states(job)).isEqualTo("C".repeat(30)));
    assertThat(kubelet.started()).hasSize(30).doesNotHaveDuplicates();
    assertThat(files.attempts(job)).hasSize(30);
  }

  @Test
  void a_job_that_is_deleted_under_the_operator_is_done_again_under_a_new_number()
      throws IOException {
    kubelet(name -> name.endsWith("-1") ? Fate.RUNS_ON : Fate.DONE);
    operator();
    String job = files.job(1, null);
    await().atMost(SOON).untilAsserted(() -> assertThat(kubelet.started()).hasSize(1));
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(files.attempts(job).getFirst().pod()).isNotNull());

    cluster.client().batch().v1().jobs().inNamespace(NAMESPACE).withName(job + "-0-1").delete();

    await().atMost(SOON).untilAsserted(() -> assertThat(files.states(job)).isEqualTo("C"));
    assertThat(files.kinds(job)).isEqualTo(Map.of(0, "DS"));
    assertThat(kubelet.started()).containsExactly(job + "-0-1", job + "-0-2");
  }

  @Test
  void a_pod_that_cannot_start_says_why_in_its_slice() throws IOException {
    kubelet(name -> Fate.IMAGE_MISSING);
    operator();

    String job = files.job(1, null);

    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(files.notes(job))
                    .isEqualTo(Map.of(0, "waiting: ImagePullBackOff: Back-off pulling image")));
    kubelet.fate(name -> Fate.DONE);
    await().atMost(SOON).untilAsserted(() -> assertThat(files.states(job)).isEqualTo("C"));
    assertThat(files.notes(job)).isEmpty();
  }

  @Test
  void a_failed_attempts_log_is_in_the_store_before_its_job_goes() throws IOException {
    kubelet(name -> name.endsWith("-1-1") ? Fate.EXIT_1 : Fate.RUNS_ON);
    operator();
    String job = files.job(2, null);
    await().atMost(SOON).untilAsserted(() -> assertThat(files.states(job)).isEqualTo("RF"));

    kubelet.fate(name -> Fate.DONE);
    await().atMost(SOON).untilAsserted(() -> assertThat(files.states(job)).isEqualTo("CF"));
    cluster.terminate(job);

    String prefix = "jobs/" + job + "/out/";
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(cluster.keys(Cluster.OUTPUT, prefix))
                    .containsExactly(prefix + "1/1/log.txt"));
    try (InputStream in =
        cluster.store().read(ObjectRef.of(Cluster.OUTPUT, prefix + "1/1/log.txt"))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("document of " + job + "-1-1-pod\n");
    }
  }

  @Test
  void a_job_that_is_held_is_named_and_goes_on_when_it_is_let_go() throws IOException {
    kubelet(name -> Fate.IMAGE_MISSING);
    operator();
    String job = files.job(1, null);
    await().atMost(SOON).untilAsserted(() -> assertThat(kubelet.started()).hasSize(1));

    suspend(job + "-0-1", true);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(files.notes(job))
                    .isEqualTo(Map.of(0, "waiting: Suspended: its Job is held")));
    await().atMost(SOON).untilAsserted(() -> assertThat(waiting(job)).isEqualTo("Suspended"));

    suspend(job + "-0-1", false);
    kubelet.fate(name -> Fate.DONE);
    await().atMost(SOON).untilAsserted(() -> assertThat(files.states(job)).isEqualTo("C"));
    await().atMost(SOON).untilAsserted(() -> assertThat(waiting(job)).isNull());
  }

  @Test
  void every_file_has_its_own_grant_and_no_other() throws IOException {
    kubelet(name -> Fate.RUNS_ON);
    operator();
    String job = files.job(2, null);
    await().atMost(SOON).untilAsserted(() -> assertThat(kubelet.started()).hasSize(2));

    ObjectMeta slice = files.slices(job).getFirst().getMetadata();
    Secret secret =
        cluster
            .client()
            .secrets()
            .inNamespace(NAMESPACE)
            .withName(slice.getName() + "-grants")
            .get();

    assertThat(secret.getMetadata().getOwnerReferences())
        .extracting(OwnerReference::getUid)
        .containsExactly(slice.getUid());
    assertThat(secret.getData()).containsOnlyKeys("file-0", "file-1");
    assertThat(
            new String(
                Base64.getDecoder().decode(secret.getData().get("file-1")), StandardCharsets.UTF_8))
        .contains("\"writePrefix\":\"jobs/" + job + "/out/1/\"");
  }

  private static Optional<InputStream> log(
      String namespace, String pod, String container, boolean follow) {
    String text = container + " of " + pod + "\n";
    return Optional.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void suspend(String job, boolean held) {
    cluster
        .client()
        .batch()
        .v1()
        .jobs()
        .inNamespace(NAMESPACE)
        .withName(job)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"suspend\":%s}}".formatted(held));
  }

  private static String waiting(String job) {
    return cluster.status(job).conditions().stream()
        .filter(condition -> condition.getType().equals("Waiting"))
        .map(condition -> condition.getReason())
        .findFirst()
        .orElse(null);
  }

  private void kubelet(Function<String, Fate> fate) {
    kubelet = new FakeKubelet(cluster.client(), NAMESPACE, fate);
  }

  private void operator() {
    operator(Map.of());
  }

  private void operator(Map<String, String> more) {
    Map<String, String> hurried = new HashMap<>(more);
    hurried.put("WAYBILL_OPERATOR_POD_LIST_SECONDS", "1");
    hurried.put("WAYBILL_OPERATOR_BACK_OFF_SECONDS", "0");
    cluster.startOperator(hurried);
  }
}
