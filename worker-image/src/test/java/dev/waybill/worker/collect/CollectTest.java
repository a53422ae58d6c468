package dev.waybill.worker.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.manifest.DoneMarker;
import dev.waybill.storage.manifest.Manifest;
import dev.waybill.storage.manifest.Skipped;
import dev.waybill.worker.WorkerStore;
import dev.waybill.worker.WorkerStore.Ran;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir static Path folder;
  private static WorkerStore store;

  private final JobKeys keys = new JobKeys(UUID.randomUUID().toString());
  private final EndedJob job = new EndedJob(store, keys);

  @BeforeAll
  static void start() throws Exception {
    store = WorkerStore.start(folder);
  }

  @AfterAll
  static void stop() {
    store.close();
  }

  @Test
  void results_hold_the_data_of_completed_files_and_what_became_of_all() throws Exception {
    job.output(0, 1, "one.pdf", "text of an attempt that failed later");
    job.output(0, 2, "one.pdf", "text of one");
    job.output(1, 1, "two.pdf", "text of a failed file");
    job.output(2, 1, "übersicht.txt", "text of three");
    job.manifest(
        job.completed(0, "one.pdf", 2),
        EndedJob.file(1, "two.pdf", "FAILED", "the document is damaged", null),
        job.completed(2, "übersicht.txt", 1),
        EndedJob.file(3, "four.pdf", "ABORTED", null, null));

    Ran ran = collect();

    assertThat(ran.outcome().exitCode()).as(ran.log()).isZero();
    Map<String, String> entries = entries();
    assertThat(entries.keySet())
        .containsExactly(
            "manifest.json",
            "one.pdf/metadata.json",
            "one.pdf/sections/1/result.json",
            "one.pdf/text.txt",
            "übersicht.txt/metadata.json",
            "übersicht.txt/sections/1/result.json",
            "übersicht.txt/text.txt");
    assertThat(entries.get("one.pdf/text.txt")).isEqualTo("text of one");
  }

  @Test
  void the_manifest_in_the_results_tells_every_file_and_nothing_of_the_inside() throws Exception {
    job.output(0, 1, "one.pdf", "text");
    job.manifest(
        job.completed(0, "one.pdf", 1),
        EndedJob.file(1, "two.pdf", "FAILED", "the document is damaged", null));

    collect();

    JsonNode manifest = JSON.readTree(entries().get("manifest.json"));
    JsonNode failed = manifest.get("files").get(1);
    assertThat(manifest.get("files").get(0).get("state").asText()).isEqualTo("COMPLETED");
    assertThat(manifest.get("files").get(0).get("folder").asText()).isEqualTo("one.pdf");
    assertThat(failed.get("name").asText()).isEqualTo("two.pdf");
    assertThat(failed.get("state").asText()).isEqualTo("FAILED");
    assertThat(failed.get("reason").asText()).isEqualTo("the document is damaged");
    assertThat(failed.get("attempts").get(0).get("exitCode").asInt()).isEqualTo(1);
    assertThat(manifest.toString()).doesNotContain("jobs/", "pod-7", "node-7");
  }

  @Test
  void collected_twice_the_results_are_the_same_bytes_and_never_hold_themselves() throws Exception {
    job.output(0, 1, "a.txt", "text");
    job.output(1, 1, "b.txt", "");
    job.manifest(job.completed(0, "a.txt", 1), job.completed(1, "b.txt", 1));

    collect();
    byte[] first = store.read(keys.results());
    collect();

    assertThat(store.read(keys.results())).isEqualTo(first);
    assertThat(entries()).doesNotContainKey("results.zip").containsEntry("b.txt/text.txt", "");
  }

  @Test
  void a_document_named_like_the_manifest_gives_way() throws Exception {
    job.output(0, 1, "manifest.json", "a document");
    job.manifest(job.completed(0, "manifest.json", 1));

    collect();

    assertThat(entries()).containsEntry("manifest_1.json/text.txt", "a document");
    assertThat(JSON.readTree(entries().get("manifest.json")).get("jobId").asText())
        .isEqualTo(keys.jobId());
  }

  @Test
  void many_files_keep_their_order_and_large_texts_are_whole() throws Exception {
    String large = "0123456789".repeat(200_000);
    Manifest.File[] files = new Manifest.File[20];
    for (int i = 0; i < files.length; i++) {
      job.output(i, 1, i + ".txt", i == 3 ? large : "text " + i);
      files[i] = job.completed(i, i + ".txt", 1);
    }
    job.manifest(files);

    collect();

    Map<String, String> entries = entries();
    assertThat(entries.keySet().stream().filter(name -> name.endsWith("/text.txt")))
        .containsExactlyElementsOf(
            IntStream.range(0, 20).mapToObj(i -> i + ".txt/text.txt").toList());
    assertThat(entries).containsEntry("3.txt/text.txt", large);
    assertThat(entries).containsEntry("19.txt/text.txt", "text 19");
  }

  @Test
  void an_output_that_lost_an_object_fails_the_collection_and_leaves_no_results() throws Exception {
    job.output(0, 1, "a.txt", "text");
    store.store().delete(WorkerStore.OUT, List.of(keys.data(0, 1) + "metadata.json"));
    job.manifest(job.completed(0, "a.txt", 1));

    Ran ran = collect();

    assertThat(ran.outcome().exitCode()).isEqualTo(1);
    assertThat(ran.outcome().message())
        .contains("the output of file 0 (a.txt) is incomplete: 2 of 3 objects");
    assertThat(store.keys(keys)).doesNotContain(keys.results());
  }

  @Test
  void an_output_without_its_marker_fails_the_collection() throws Exception {
    job.output(0, 1, "a.txt", "text");
    store.store().delete(WorkerStore.OUT, List.of(keys.done(0, 1)));
    job.manifest(job.completed(0, "a.txt", 1));

    assertThat(collect().outcome().message()).contains("done.json is missing");
  }

  @Test
  void the_manifest_in_the_results_tells_what_a_users_container_left_out() throws Exception {
    job.output(0, 1, "a.txt", "text");
    Manifest.File file = job.completed(0, "a.txt", 1);
    job.manifest(
        new Manifest.File(
            0,
            file.name(),
            file.state(),
            null,
            file.attempts(),
            file.output(),
            List.of(new Skipped("link", "a link"))));

    collect();

    assertThat(JSON.readTree(entries().get("manifest.json")).at("/files/0/skipped").toString())
        .isEqualTo("[{\"path\":\"link\",\"reason\":\"a link\"}]");
  }

  @Test
  void a_marker_with_many_skipped_entries_is_read_whole() throws Exception {
    job.output(0, 1, "a.txt", "text");
    Skipped longest = new Skipped("ü".repeat(256), "x".repeat(256));
    store.put(
        keys.done(0, 1),
        JSON.writeValueAsString(
            new DoneMarker(keys.jobId(), 0, 1, 3, 1, Collections.nCopies(100, longest))));
    job.manifest(job.completed(0, "a.txt", 1));

    assertThat(collect().outcome().exitCode()).isZero();
  }

  @Test
  void a_job_without_a_manifest_is_trouble_with_the_store() {
    Ran ran = collect();

    assertThat(ran.outcome().exitCode()).isEqualTo(3);
    assertThat(ran.outcome().message()).contains("manifest.json");
  }

  private Ran collect() {
    return WorkerStore.run("collect", store.collectEnv(keys.jobId()));
  }

  private Map<String, String> entries() throws Exception {
    Map<String, String> entries = new LinkedHashMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(store.read(keys.results())))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }
}
