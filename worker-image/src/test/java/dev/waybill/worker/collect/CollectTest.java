package dev.waybill.worker.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.manifest.DoneMarker;
import dev.waybill.storage.manifest.Manifest;
import dev.waybill.storage.manifest.Skipped;
import dev.waybill.worker.TaskFailed;
import dev.waybill.worker.WorkerStore;
import dev.waybill.worker.WorkerStore.Ran;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir static Path folder;
  private static WorkerStore store;

  private final JobKeys keys = new JobKeys(UUID.randomUUID().toString());

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
    output(0, 1, "one.pdf", "text of an attempt that failed later");
    output(0, 2, "one.pdf", "text of one");
    output(1, 1, "two.pdf", "text of a failed file");
    output(2, 1, "übersicht.txt", "text of three");
    manifest(
        completed(0, "one.pdf", 2),
        file(1, "two.pdf", "FAILED", "the document is damaged", null),
        completed(2, "übersicht.txt", 1),
        file(3, "four.pdf", "ABORTED", null, null));

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
    output(0, 1, "one.pdf", "text");
    manifest(
        completed(0, "one.pdf", 1), file(1, "two.pdf", "FAILED", "the document is damaged", null));

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
    output(0, 1, "a.txt", "text");
    output(1, 1, "b.txt", "");
    manifest(completed(0, "a.txt", 1), completed(1, "b.txt", 1));

    collect();
    byte[] first = store.read(keys.results());
    collect();

    assertThat(store.read(keys.results())).isEqualTo(first);
    assertThat(entries()).doesNotContainKey("results.zip").containsEntry("b.txt/text.txt", "");
  }

  @Test
  void a_document_named_like_the_manifest_gives_way() throws Exception {
    output(0, 1, "manifest.json", "a document");
    manifest(completed(0, "manifest.json", 1));

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
      output(i, 1, i + ".txt", i == 3 ? large : "text " + i);
      files[i] = completed(i, i + ".txt", 1);
    }
    manifest(files);

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
    output(0, 1, "a.txt", "text");
    store.store().delete(WorkerStore.OUT, List.of(keys.data(0, 1) + "metadata.json"));
    manifest(completed(0, "a.txt", 1));

    Ran ran = collect();

    assertThat(ran.outcome().exitCode()).isEqualTo(1);
    assertThat(ran.outcome().message())
        .contains("the output of file 0 (a.txt) is incomplete: 2 of 3 objects");
    assertThat(store.keys(keys)).doesNotContain(keys.results());
  }

  @Test
  void an_output_without_its_marker_fails_the_collection() throws Exception {
    output(0, 1, "a.txt", "text");
    store.store().delete(WorkerStore.OUT, List.of(keys.done(0, 1)));
    manifest(completed(0, "a.txt", 1));

    assertThat(collect().outcome().message()).contains("done.json is missing");
  }

  @Test
  void the_manifest_in_the_results_tells_what_a_users_container_left_out() throws Exception {
    output(0, 1, "a.txt", "text");
    Manifest.File file = completed(0, "a.txt", 1);
    manifest(
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
    output(0, 1, "a.txt", "text");
    Skipped longest = new Skipped("ü".repeat(256), "x".repeat(256));
    store.put(
        keys.done(0, 1),
        JSON.writeValueAsString(
            new DoneMarker(keys.jobId(), 0, 1, 3, 1, Collections.nCopies(100, longest))));
    manifest(completed(0, "a.txt", 1));

    assertThat(collect().outcome().exitCode()).isZero();
  }

  @Test
  void more_objects_than_one_zip_is_made_of_are_counted_and_refused() throws Exception {
    output(0, 1, "a.txt", "text");
    output(1, 1, "b.txt", "text");
    output(1, 2, "b.txt", "of an attempt that does not count");
    Manifest two = of(completed(0, "a.txt", 1), completed(1, "b.txt", 1));

    long keys =
        listing(6, 10_000).of(two).stream()
            .flatMap(one -> one.objects().stream())
            .mapToInt(object -> object.ref().key().length())
            .sum();
    assertThat(listing(6, keys).of(two)).extracting(one -> one.objects().size()).contains(3, 3);
    assertThatThrownBy(() -> listing(5, keys).of(two))
        .isInstanceOf(TaskFailed.class)
        .hasMessage("the outputs are 6 objects, and results.zip may hold 5");
    assertThatThrownBy(() -> listing(6, keys - 1).of(two))
        .isInstanceOf(TaskFailed.class)
        .hasMessage(
            "the outputs are %d characters of objects' keys, and results.zip may hold %d",
            keys, keys - 1);
  }

  private OutputListing listing(int maxObjects, long maxKeys) {
    return new OutputListing(store.store(), WorkerStore.OUT, keys, maxObjects, maxKeys);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../evil",
        "a/../../evil",
        "..",
        "/etc/evil",
        "a//b",
        "./a",
        "a/",
        "..\\evil",
        "a\u0000b"
      })
  void an_object_that_would_be_unpacked_elsewhere_fails_the_collection(String name) {
    List<ObjectInfo> objects =
        List.of(new ObjectInfo(ObjectRef.of("b", keys.data(0, 1) + name), "e", 1, Instant.EPOCH));
    FileOutput output =
        new FileOutput(completed(0, "a.txt", 1), "a.txt", "b", keys.attempt(0, 1), objects);

    assertThatThrownBy(output::requireSafeNames)
        .isInstanceOf(TaskFailed.class)
        .hasMessageContaining("the output of file 0 (a.txt)");
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

  private void output(int index, int attempt, String name, String text) throws Exception {
    Map<String, String> data =
        Map.of("text.txt", text, "metadata.json", "{}", "sections/1/result.json", "{\"a\":1}");
    data.forEach((key, content) -> store.put(keys.data(index, attempt) + key, content));
    long bytes =
        data.values().stream().mapToInt(s -> s.getBytes(StandardCharsets.UTF_8).length).sum();
    store.put(keys.log(index, attempt), "log of " + name);
    store.put(
        keys.done(index, attempt),
        JSON.writeValueAsString(new DoneMarker(keys.jobId(), index, attempt, 3, bytes, null)));
  }

  private void manifest(Manifest.File... files) throws Exception {
    store.put(keys.manifest(), JSON.writeValueAsString(of(files)));
  }

  private Manifest of(Manifest.File... files) {
    return new Manifest(
        keys.jobId(),
        "documents.zip",
        "2026-01-23T10:00:00Z",
        "2026-01-23T10:10:00Z",
        List.of(files));
  }

  private Manifest.File completed(int index, String name, int attempt) {
    return file(index, name, "COMPLETED", null, keys.attempt(index, attempt));
  }

  private static Manifest.File file(
      int index, String name, String state, String reason, String output) {
    Manifest.Attempt attempt =
        new Manifest.Attempt(
            1,
            "FAILED",
            1,
            reason,
            "2026-01-23T10:01:00Z",
            "2026-01-23T10:02:00Z",
            "pod-7",
            "node-7");
    return new Manifest.File(index, name, state, reason, List.of(attempt), output);
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
