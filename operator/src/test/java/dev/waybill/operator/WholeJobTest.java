package dev.waybill.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJobSpec.Archive;
import dev.waybill.crds.ProcessingJobSpec.OnExpiry;
import dev.waybill.crds.ProcessingJobSpec.Retention;
import dev.waybill.crds.ProcessingJobStatus;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.manifest.Manifest;
import io.fabric8.kubernetes.api.model.Event;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs from their creation to their end, against a Kubernetes API and a store. */
class WholeJobTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  @TempDir static Path folder;
  private static Cluster cluster;
  private static PretendKubelet kubelet;

  private final String name = UUID.randomUUID().toString();
  private final JobKeys keys = new JobKeys(name);

  @BeforeAll
  static void start() throws IOException {
    cluster = new Cluster(folder);
    kubelet = new PretendKubelet(cluster);
    cluster.startOperator();
  }

  @AfterAll
  static void stop() {
    kubelet.close();
    cluster.close();
  }

  @Test
  void an_operator_is_ready_from_its_start_though_nothing_happens() throws Exception {
    URI ready = URI.create("http://127.0.0.1:" + cluster.adminPort() + "/readyz");
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer = http.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }

  @Test
  void an_archive_that_is_uploaded_is_processed_to_its_results() throws IOException {
    cluster.create(name, 3600, null);
    await().atMost(LIMIT).until(() -> cluster.status(name).state() == JobState.PENDING_UPLOAD);
    cluster.upload(name, List.of("a.txt", "b/c.txt"));

    ProcessingJobStatus status = ended();

    assertThat(status.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(status.result().key()).isEqualTo(keys.results());
    assertThat(status.archive().key()).isEqualTo(keys.adopted());
    assertThat(status.counts().completed()).isEqualTo(2);
    assertThat(conditions(status))
        .containsExactlyInAnyOrder("Uploaded", "Expanded", "Finished", "Complete");
    assertThat(manifest().files())
        .extracting(Manifest.File::name, Manifest.File::state, Manifest.File::output)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a.txt", "COMPLETED", keys.attempt(0, 1)),
            org.assertj.core.groups.Tuple.tuple("c.txt", "COMPLETED", keys.attempt(1, 1)));
    await().atMost(LIMIT).until(() -> reasons().contains("Finished"));
    assertThat(reasons()).contains("Uploaded", "ArchiveAdopted");
  }

  @Test
  void a_later_upload_changes_nothing() throws IOException {
    cluster.create(name, 3600, null);
    cluster.upload(name, List.of("hang.txt"));
    await().atMost(LIMIT).until(() -> kubelet.started(name).size() == 1);

    cluster.upload(name, List.of("x.txt", "y.txt"));
    cluster.terminate(name);

    assertThat(ended().counts().total()).isEqualTo(1);
    assertThat(manifest().files()).extracting(Manifest.File::name).containsExactly("hang.txt");
  }

  @Test
  void a_job_with_a_file_that_fails_succeeds_partially() throws IOException {
    cluster.create(name, 3600, null);
    cluster.upload(name, List.of("good.txt", "bad.txt"));

    ProcessingJobStatus status = ended();

    assertThat(status.state()).isEqualTo(JobState.PARTIALLY_SUCCEEDED);
    assertThat(status.message()).isEqualTo("1 of 2 files did not complete");
    Manifest.File failed = manifest().files().getLast();
    assertThat(failed.state()).isEqualTo("FAILED");
    assertThat(failed.reason()).isNotBlank();
    assertThat(failed.attempts()).hasSize(1);
  }

  @Test
  void a_job_of_which_no_file_completes_has_failed_without_results() throws IOException {
    cluster.create(name, 3600, null);
    cluster.upload(name, List.of("bad.txt"));

    assertThat(ended().state()).isEqualTo(JobState.FAILED);
    assertThat(cluster.status(name).result()).isNull();
    assertThat(kubelet.started(name)).noneMatch(job -> job.contains("collect"));
    assertThat(manifest().files()).hasSize(1);
  }

  @Test
  void what_is_not_a_zip_is_refused_with_its_reason_and_nothing_processed() {
    cluster.create(name, 3600, null);
    cluster.put(Cluster.INPUT, keys.upload("a.zip"), "plain".getBytes(StandardCharsets.UTF_8));

    assertThat(ended().state()).isEqualTo(JobState.FAILED);
    assertThat(cluster.status(name).message()).isNotBlank();
    assertThat(conditions(cluster.status(name)))
        .containsExactlyInAnyOrder("Uploaded", "Finished", "Failed");
    assertThat(kubelet.started(name)).isEmpty();
  }

  @Test
  void an_upload_that_never_comes_expires() {
    cluster.create(name, 1, null);

    assertThat(ended().message()).isEqualTo("upload expired");
    assertThat(cluster.status(name).state()).isEqualTo(JobState.FAILED);
  }

  @Test
  void an_archive_at_an_allowed_place_is_read_as_it_lies_and_never_removed() throws IOException {
    String key = name + ".zip";
    cluster.put(Cluster.SAMPLES, key, Cluster.zip(List.of("a.txt")));
    cluster.create(
        "applied", new Archive(Cluster.SAMPLES, key, null, null), new Retention(0, null));

    await()
        .atMost(LIMIT)
        .until(() -> conditions(cluster.status("applied")).contains("DataRemoved"));
    assertThat(cluster.status("applied").state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(cluster.status("applied").archive().key()).isEqualTo(key);
    assertThat(cluster.keys(Cluster.SAMPLES, key)).containsExactly(key);
  }

  @Test
  void an_archive_elsewhere_is_not_even_looked_at() {
    cluster.create(name, new Archive(Cluster.INPUT, "jobs/another/a.zip", null, null), null);

    assertThat(ended().message()).isEqualTo("archive location not allowed");
  }

  @Test
  void an_archive_that_is_not_there_is_not_found() {
    cluster.create(name, new Archive(Cluster.SAMPLES, "none.zip", null, null), null);

    assertThat(ended().message()).isEqualTo("archive not found");
  }

  @Test
  void a_job_cancelled_before_any_file_is_aborted() {
    cluster.create(name, 3600, null);

    cluster.terminate(name);

    assertThat(ended().state()).isEqualTo(JobState.ABORTED);
    assertThat(cluster.status(name).message()).isEqualTo("cancelled");
  }

  @Test
  void a_job_cancelled_with_a_completed_file_ends_with_its_results() throws IOException {
    cluster.create(name, 3600, null);
    cluster.upload(name, List.of("good.txt", "hang.txt"));
    await()
        .atMost(LIMIT)
        .until(
            () ->
                cluster.status(name).counts() != null
                    && cluster.status(name).counts().completed() == 1
                    && kubelet.started(name).size() == 2);

    cluster.terminate(name);

    assertThat(ended().state()).isEqualTo(JobState.PARTIALLY_SUCCEEDED);
    assertThat(cluster.status(name).message()).startsWith("cancelled");
    assertThat(manifest().files())
        .extracting(Manifest.File::state)
        .containsExactly("COMPLETED", "ABORTED");
  }

  @Test
  void a_job_that_is_deleted_stops_its_work_and_takes_its_data_along() throws IOException {
    cluster.create(name, 3600, null);
    cluster.upload(name, List.of("good.txt", "hang.txt"));
    await().atMost(LIMIT).until(() -> kubelet.started(name).size() == 2);

    cluster.client().resource(cluster.job(name)).delete();

    await().atMost(LIMIT).until(() -> cluster.job(name) == null);
    assertThat(cluster.keys(Cluster.INPUT, keys.prefix())).isEmpty();
    assertThat(cluster.keys(Cluster.INPUT, keys.adopted())).isEmpty();
    assertThat(cluster.keys(Cluster.OUTPUT, keys.prefix())).isEmpty();
    assertThat(parts()).isEmpty();
  }

  @Test
  void a_job_whose_time_is_over_goes_where_it_asked_for_it() throws IOException {
    cluster.create(name, 3600, new Retention(1, OnExpiry.Delete));
    cluster.upload(name, List.of("a.txt"));

    await().atMost(LIMIT).until(() -> kubelet.started(name).size() == 2);
    await().atMost(LIMIT).until(() -> cluster.job(name) == null);
    assertThat(cluster.keys(Cluster.OUTPUT, keys.prefix())).isEmpty();
  }

  @Test
  void slices_and_jobs_go_when_the_manifest_has_replaced_them() throws IOException {
    cluster.create(name, 3600, null);
    cluster.upload(name, List.of("a.txt"));
    ended();

    await().atMost(LIMIT).until(() -> parts().isEmpty());
    assertThat(manifest().files()).hasSize(1);
  }

  @Test
  void an_archive_of_several_slices_is_judged_by_all_of_them() throws IOException {
    cluster.create(name, 3600, null);
    cluster.upload(name, IntStream.range(0, 201).mapToObj(i -> "hang" + i).toList());
    await().atMost(LIMIT).until(() -> conditions(cluster.status(name)).contains("Expanded"));

    cluster.terminate(name);

    assertThat(ended().counts().aborted()).isEqualTo(201);
    assertThat(manifest().files()).hasSize(201);
  }

  private ProcessingJobStatus ended() {
    await()
        .atMost(LIMIT)
        .until(
            () -> cluster.status(name).state() != null && cluster.status(name).state().terminal());
    return cluster.status(name);
  }

  private Manifest manifest() throws IOException {
    try (InputStream in = cluster.store().read(ObjectRef.of(Cluster.OUTPUT, keys.manifest()))) {
      return new ObjectMapper().readValue(in, Manifest.class);
    }
  }

  private List<String> parts() {
    return CleanState.partsOf(cluster, name);
  }

  private List<String> reasons() {
    return cluster.client().v1().events().inNamespace(Cluster.NAMESPACE).list().getItems().stream()
        .filter(event -> event.getInvolvedObject().getName().equals(name))
        .map(Event::getReason)
        .toList();
  }

  private static List<String> conditions(ProcessingJobStatus status) {
    return status.conditions().stream().map(condition -> condition.getType()).toList();
  }
}
