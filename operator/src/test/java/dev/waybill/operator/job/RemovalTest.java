package dev.waybill.operator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.crds.FileSlice;
import dev.waybill.crds.Waybill;
import dev.waybill.operator.CleanState;
import dev.waybill.operator.Cluster;
import dev.waybill.operator.pod.AttemptJob;
import dev.waybill.storage.archive.ArchiveEntry;
import dev.waybill.storage.archive.EntryPlace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  @TempDir static Path folder;
  private static Cluster cluster;

  private final JobRef job = JobRef.of(cluster.create(UUID.randomUUID().toString(), 3600, null));
  private final Removal removal =
      new Removal(
          cluster.client(),
          cluster.store(),
          cluster.config(Map.of()).store(),
          Clock.systemUTC(),
          Duration.ofMinutes(5));

  @BeforeAll
  static void start() throws IOException {
    cluster = new Cluster(folder);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void slices_that_still_keep_Jobs_for_their_logs_are_left_until_these_are_gone() {
    slice();
    Job kept = cluster.client().resource(fileJob(job.name() + "-s00000")).create();

    assertThatThrownBy(() -> removal.parts(job, true))
        .isInstanceOf(BackgroundWork.NotYet.class)
        .hasMessageContaining("logs");
    assertThat(CleanState.partsOf(cluster, job.name())).hasSize(2);

    cluster.client().resource(kept).delete();
    removal.parts(job, true);
    assertThat(CleanState.partsOf(cluster, job.name())).isEmpty();
  }

  @Test
  void Jobs_whose_slices_are_gone_are_waited_for_by_nobody() {
    cluster.client().resource(fileJob(job.name() + "-s00000")).create();

    removal.parts(job, true);

    assertThat(CleanState.partsOf(cluster, job.name())).isEmpty();
  }

  @Test
  void nor_are_those_of_slices_that_see_to_nothing_any_more() {
    slice();
    cluster.client().resource(fileJob(job.name() + "-s00000")).create();

    removal.parts(job, false);

    assertThat(CleanState.partsOf(cluster, job.name())).isEmpty();
  }

  @Test
  void a_jobs_end_waits_for_no_log() {
    slice();
    cluster.client().resource(fileJob(job.name() + "-s00000")).create();

    removal.everything(job);

    assertThat(CleanState.partsOf(cluster, job.name())).isEmpty();
  }

  @Test
  void grants_go_with_their_slice() {
    grants(slice());
    assertThat(CleanState.partsOf(cluster, job.name())).hasSize(2);

    removal.everything(job);

    await().atMost(LIMIT).until(() -> CleanState.partsOf(cluster, job.name()).isEmpty());
  }

  @Test
  void grants_that_come_after_their_slice_has_gone_go_as_well() {
    FileSlice slice = slice();
    removal.everything(job);
    grants(slice);

    await().atMost(LIMIT).until(() -> CleanState.partsOf(cluster, job.name()).isEmpty());
  }

  private FileSlice slice() {
    var file = new ArchiveEntry("a.txt", new EntryPlace(0, 1, 1, 0, 0), null);
    return cluster.client().resource(SliceMaker.slice(job, 0, List.of(file), Map.of())).create();
  }

  private void grants(FileSlice slice) {
    Secret grants =
        new SecretBuilder()
            .withNewMetadata()
            .withName(AttemptJob.grantsName(slice.getMetadata().getName()))
            .withNamespace(Cluster.NAMESPACE)
            .addToLabels(Waybill.JOB_LABEL, job.name())
            .withOwnerReferences(AttemptJob.owner(slice))
            .endMetadata()
            .build();
    cluster.client().resource(grants).create();
  }

  private Job fileJob(String slice) {
    return new JobBuilder()
        .withNewMetadata()
        .withName(slice + "-00000-1")
        .withNamespace(Cluster.NAMESPACE)
        .addToLabels(Waybill.JOB_LABEL, job.name())
        .addToLabels(Waybill.SLICE_LABEL, slice)
        .endMetadata()
        .withNewSpec()
        .withNewTemplate()
        .withNewSpec()
        .withRestartPolicy("Never")
        .addNewContainer()
        .withName("work")
        .withImage("none")
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }
}
