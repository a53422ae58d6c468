package dev.waybill.operator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.crds.FileSlice;
import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobStatus;
import dev.waybill.operator.Cluster;
import dev.waybill.operator.PretendKubelet;
import dev.waybill.operator.PretendKubelet.Collects;
import dev.waybill.operator.kube.StatusWriter;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.archive.ArchiveEntry;
import dev.waybill.storage.archive.ArchiveLimits;
import dev.waybill.storage.archive.Archives;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is cut, lost or left undone, and goes on all the same. */
class RecoveryTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  @TempDir static Path folder;
  private static Cluster cluster;
  private static PretendKubelet kubelet;

  private final String name = UUID.randomUUID().toString();

  @BeforeAll
  static void start() throws IOException {
    cluster = new Cluster(folder);
    kubelet = new PretendKubelet(cluster);
  }

  @AfterAll
  static void stop() {
    kubelet.close();
    cluster.close();
  }

  @AfterEach
  void stopOperator() {
    cluster.stopOperator();
    kubelet.collects(Collects.RESULTS);
  }

  @Test
  void an_expansion_that_was_cut_goes_on_in_the_next_operator() throws Exception {
    ProcessingJob job = cluster.create(name, 3600, null);
    FileSlice second = cutExpansion(job);

    cluster.startOperator();

    await().atMost(LIMIT).until(() -> cluster.status(name).counts() != null);
    assertThat(cluster.status(name).counts().total()).isEqualTo(250);
    assertThat(slices())
        .hasSize(3)
        .anyMatch(slice -> slice.getMetadata().getUid().equals(second.getMetadata().getUid()));
  }

  @Test
  void a_slice_that_was_lost_is_rebuilt_and_what_was_completed_stays_so() throws IOException {
    cluster.startOperator();
    cluster.create(name, 3600, null);
    cluster.upload(name, List.of("good.txt", "hang.txt"));
    await()
        .atMost(LIMIT)
        .until(
            () ->
                cluster.status(name).counts() != null
                    && cluster.status(name).counts().completed() == 1);
    String lost = slices().getFirst().getMetadata().getUid();

    cluster.client().resource(slices().getFirst()).delete();

    await()
        .atMost(LIMIT)
        .until(
            () -> slices().size() == 1 && !slices().getFirst().getMetadata().getUid().equals(lost));
    cluster.terminate(name);
    await().atMost(LIMIT).until(() -> cluster.status(name).state().terminal());
    assertThat(cluster.status(name).state()).isEqualTo(JobState.PARTIALLY_SUCCEEDED);
    assertThat(kubelet.started(name)).containsOnlyOnce(name + "-0-1").doesNotContain(name + "-0-2");
  }

  @Test
  void results_are_of_the_slices_that_the_job_ends_with_where_one_was_lost_so_late()
      throws IOException {
    kubelet.collects(Collects.FOR_EVER);
    cluster.startOperator();
    cluster.create(name, 3600, null);
    cluster.upload(name, List.of("good.txt", "bad.txt"));
    await().atMost(LIMIT).until(() -> collectsStarted() == 1);

    cluster.client().resource(slices().getFirst()).delete();

    await().atMost(LIMIT).until(() -> collectsStarted() == 2);
    assertThat(kubelet.started(name).stream().filter(job -> job.contains("-1-"))).hasSize(2);
    kubelet.collects(Collects.RESULTS);
    cluster
        .client()
        .batch()
        .v1()
        .jobs()
        .inNamespace(Cluster.NAMESPACE)
        .withName(name + "-collect-1")
        .delete();
    awaitEnd();
    assertThat(cluster.status(name).state()).isEqualTo(JobState.PARTIALLY_SUCCEEDED);
  }

  private long collectsStarted() {
    return kubelet.started(name).stream().filter(job -> job.contains("collect")).count();
  }

  @Test
  void results_that_cannot_be_assembled_end_the_job_and_outputs_stay() throws IOException {
    kubelet.collects(Collects.NOTHING);
    cluster.startOperator(Map.of("WAYBILL_OPERATOR_BACK_OFF_SECONDS", "0"));
    cluster.create(name, 3600, null);
    cluster.upload(name, List.of("good.txt"));

    awaitEnd();

    assertThat(cluster.status(name).state()).isEqualTo(JobState.FAILED);
    assertThat(cluster.status(name).message())
        .isEqualTo("results could not be assembled: collect left none");
    assertThat(kubelet.started(name).stream().filter(started -> started.contains("collect")))
        .hasSize(3);
    assertThat(cluster.keys(Cluster.OUTPUT, "jobs/" + name + "/out/")).isNotEmpty();
  }

  @Test
  void disruptions_of_a_collect_use_none_of_its_attempts_whichever_operator_saw_them()
      throws IOException {
    Map<String, String> once =
        Map.of(
            "WAYBILL_OPERATOR_COLLECT_ATTEMPTS", "1",
            "WAYBILL_OPERATOR_BACK_OFF_SECONDS", "1",
            "WAYBILL_OPERATOR_MAX_BACK_OFF_SECONDS", "1");
    kubelet.collects(Collects.DISRUPTED);
    cluster.startOperator(once);
    cluster.create(name, 3600, null);
    cluster.upload(name, List.of("good.txt"));
    await().atMost(LIMIT).until(() -> collectsStarted() >= 2);
    cluster.stopOperator();
    long before = collectsStarted();

    cluster.startOperator(once);

    await().atMost(LIMIT).until(() -> collectsStarted() >= before + 2);
    kubelet.collects(Collects.RESULTS);
    awaitEnd();
    assertThat(cluster.status(name).state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(kubelet.started(name)).doesNotHaveDuplicates().contains(name + "-collect-4");
  }

  @Test
  void an_ended_jobs_slices_go_only_once_there_is_a_manifest_of_them() throws IOException {
    cluster.startOperator(Map.of("WAYBILL_OPERATOR_SLICE_GRACE_SECONDS", "3600"));
    cluster.create(name, 3600, null);
    cluster.upload(name, List.of("good.txt"));
    awaitEnd();
    cluster.stopOperator();
    ObjectRef manifest = ObjectRef.of(Cluster.OUTPUT, new JobKeys(name).manifest());
    cluster.store().delete(manifest.bucket(), List.of(manifest.key()));
    String finishedAt = cluster.status(name).finishedAt();

    cluster.startOperator();

    await().atMost(LIMIT).until(() -> slices().isEmpty());
    try (InputStream in = cluster.store().read(manifest)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .contains("\"finishedAt\":\"" + finishedAt + "\"", "\"name\":\"good.txt\"");
    }
    assertThat(cluster.status(name).state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(cluster.status(name).finishedAt()).isEqualTo(finishedAt);
  }

  private void awaitEnd() {
    await()
        .atMost(LIMIT)
        .until(
            () -> cluster.status(name).state() != null && cluster.status(name).state().terminal());
  }

  /** As an operator leaves it that is killed after its second slice, having made the first last. */
  private FileSlice cutExpansion(ProcessingJob job) throws Exception {
    JobRef ref = JobRef.of(job);
    cluster.put(
        Cluster.INPUT,
        ref.keys().adopted(),
        Cluster.zip(IntStream.range(0, 250).mapToObj(i -> "hang" + i).toList()));
    ObjectInfo adopted =
        cluster.store().head(ObjectRef.of(Cluster.INPUT, ref.keys().adopted())).orElseThrow();
    JobPlan plan =
        SnapshotBuilder.job()
            .found(f -> f.withIntake(new Findings.Intake(adopted, entries(adopted), null)))
            .decide();
    ProcessingJobStatus recorded = plan.status();
    new StatusWriter(cluster.client()).write(job, recorded);
    return cluster.client().resource(SliceMaker.slice(ref, 1, entries(adopted), Map.of())).create();
  }

  private static List<ArchiveEntry> entries(ObjectInfo archive) {
    try {
      return Archives.list(cluster.store(), archive, ArchiveLimits.DEFAULT);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private List<FileSlice> slices() {
    return cluster
        .client()
        .resources(FileSlice.class)
        .inNamespace(Cluster.NAMESPACE)
        .withLabel("waybill.dev/job", name)
        .list()
        .getItems();
  }
}
