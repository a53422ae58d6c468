package dev.waybill.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.Waybill;
import dev.waybill.local.client.FileLine;
import dev.waybill.local.data.DataFolder;
import dev.waybill.local.stack.Stack;
import dev.waybill.local.stack.StackSettings;
import dev.waybill.storage.ObjectRef;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of archives of every kind, sent in and looked at through the front door. */
class ArchivesSystemTest {
  private static final String NAMESPACE = "waybill";

  @TempDir static Path temp;
  private static Stack stack;
  private static FrontDoor door;
  private static final Map<String, String> sent = new HashMap<>();

  @BeforeAll
  static void start() throws IOException {
    DataFolder folder = DataFolder.open(temp.resolve("data"));
    Map<String, String> limits =
        Map.of("WAYBILL_OPERATOR_MAX_FILES", "20", "WAYBILL_OPERATOR_MAX_TOTAL_BYTES", "4194304");
    stack = Stack.start(new StackSettings(folder, 0, 0, Optional.empty(), limits));
    door = new FrontDoor(stack.api(), folder, temp);
    for (Arguments refused : RefusedArchives.all().toList()) {
      sent.put((String) refused.get()[0], door.send("a.zip", (byte[]) refused.get()[1]));
    }
  }

  @AfterAll
  static void stop() {
    door.close();
    stack.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.waybill.local.system.RefusedArchives#all")
  void an_archive_is_refused_as_a_whole_with_its_reason_and_nothing_is_processed(
      String what, byte[] archive, String reason) throws Exception {
    JsonNode job = door.ended(sent.get(what));

    assertThat(job.path("status").asText()).isEqualTo("FAILED");
    assertThat(job.path("error").asText()).isEqualTo(reason);
    assertThat(job.has("files")).isFalse();
    assertThat(job.has("result")).isFalse();
    String id = job.path("jobId").asText();
    assertThat(door.request("GET", "/jobs/" + id + "/files").body()).isEqualTo("{\"files\":[]}");
    assertThat(
            stack
                .client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(NAMESPACE)
                .withLabel(Waybill.JOB_LABEL, id)
                .list()
                .getItems())
        .isEmpty();
  }

  @Test
  void an_entry_that_cannot_be_processed_is_a_FAILED_file_with_its_reason_beside_the_others()
      throws Exception {
    byte[] archive =
        OddZip.of(
                "secret.txt",
                "x",
                "link",
                "/etc/passwd",
                "bzip2.txt",
                "x",
                "endless.txt",
                "x",
                "bell\u0007.txt",
                "x",
                "packed.txt",
                "A letter.",
                "deflate64.txt",
                "Another one.")
            .encrypted(0)
            .link(1)
            .method(2, 12)
            .unknownSize(3)
            .method(6, 9)
            .bytes();

    JsonNode job = door.ended(door.send("odd.zip", archive));

    assertThat(job.path("status").asText()).isEqualTo("PARTIALLY_SUCCEEDED");
    List<FileLine> failed = door.api().files(job.path("jobId").asText(), "FAILED");
    assertThat(failed.stream().collect(Collectors.toMap(FileLine::name, FileLine::reason)))
        .containsOnly(
            Map.entry("secret.txt", "entry is encrypted"),
            Map.entry("link", "entry is a symbolic link"),
            Map.entry("bzip2.txt", "entry's compression method 12 is not supported"),
            Map.entry("endless.txt", "entry's size is unknown"),
            Map.entry(failed.getLast().name(), "entry's name has control characters"));
    assertThat(door.results(job).text("deflate64.txt/text.txt")).contains("Another one.");
    assertThat(door.results(job).documents())
        .containsExactlyInAnyOrder("packed.txt", "deflate64.txt", "manifest.json");
  }

  @Test
  void names_are_flattened_numbered_in_directory_order_and_read_as_CP437_unless_UTF_8()
      throws Exception {
    byte[] modern =
        OddZip.of(
                "x/",
                "",
                "x/a.txt",
                "1",
                "y/A.TXT",
                "2",
                "a_1.txt",
                "3",
                "z/a.txt",
                "4",
                "__MACOSX/._a.txt",
                "5",
                "x/.DS_Store",
                "6",
                "日本.txt",
                "7")
            .bytes();
    String capitals = door.send("LETTERS.ZIP", modern);
    String dos = door.send("dos.zip", OddZip.of(Charset.forName("IBM437"), "ü.txt", "8").bytes());

    assertThat(names(door.ended(capitals)))
        .containsExactly("a.txt", "A_1.TXT", "a_1_1.txt", "a_2.txt", "日本.txt");
    assertThat(names(door.ended(dos))).containsExactly("ü.txt");
    assertThat(door.ended(capitals).path("status").asText()).isEqualTo("SUCCEEDED");
  }

  private static List<String> names(JsonNode job) {
    List<String> names = new ArrayList<>();
    job.path("files").fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void results_hold_completed_documents_and_a_manifest_that_a_document_of_its_name_gives_way_to()
      throws Exception {
    byte[] archive = OddZip.of("manifest.json", "{}", "bad.pdf", "%PDF-1.7 no").bytes();

    JsonNode job = door.ended(door.send("a.zip", archive));

    ResultsZip results = door.results(job);
    assertThat(results.documents()).containsExactlyInAnyOrder("manifest.json", "manifest_1.json");
    assertThat(results.text("manifest_1.json/text.txt")).contains("{}");
    JsonNode files = new ObjectMapper().readTree(results.text("manifest.json")).path("files");
    assertThat(files).hasSize(2);
    assertThat(files.get(0).path("state").asText()).isEqualTo("COMPLETED");
    assertThat(files.get(0).path("attempts")).hasSize(1);
    assertThat(files.get(1).path("state").asText()).isEqualTo("FAILED");
    assertThat(files.get(1).path("reason").asText()).isNotBlank();
    for (int file = 0; file < 2; file++) {
      String log = "/jobs/" + job.path("jobId").asText() + "/files/" + file + "/log";
      assertThat(door.request("GET", log).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void the_first_upload_seen_is_the_jobs_and_a_later_one_changes_nothing() throws Exception {
    JsonNode created = door.create("letters.zip");
    String id = created.path("jobId").asText();
    door.upload(created, OddZip.of("first.txt", "The first letter.").bytes());
    door.until(id, job -> job.has("files"));
    door.upload(created, OddZip.of("second.txt", "The second letter.").bytes());

    JsonNode job = door.ended(id);

    assertThat(names(job)).containsExactly("first.txt");
    assertThat(door.results(job).text("first.txt/text.txt")).contains("The first letter.");
  }

  @Test
  void a_job_cancelled_with_a_completed_file_keeps_its_results_and_aborts_the_rest()
      throws Exception {
    JsonNode created = door.create("letters.zip");
    String id = created.path("jobId").asText();
    stack
        .client()
        .resources(ProcessingJob.class)
        .inNamespace(NAMESPACE)
        .withName(id)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"parallelism\":1}}");
    door.upload(created, OddZip.zeros(15, 10).bytes());
    door.until(id, job -> job.path("files").toString().contains("COMPLETED"));

    assertThat(door.request("DELETE", "/jobs/" + id).statusCode()).isEqualTo(202);

    JsonNode job = door.ended(id);
    assertThat(job.path("status").asText()).isEqualTo("PARTIALLY_SUCCEEDED");
    assertThat(job.path("files").toString()).contains("ABORTED").doesNotContain("IN_PROGRESS");
    assertThat(door.results(job).documents()).contains("zeros-0").doesNotContain("zeros-14");
    assertThat(door.request("DELETE", "/jobs/" + id).statusCode()).isEqualTo(200);
  }

  @Test
  void a_job_cancelled_before_any_file_is_ABORTED_and_says_so() throws Exception {
    String id = door.create("a.zip").path("jobId").asText();
    assertThat(door.request("DELETE", "/jobs/" + id).statusCode()).isEqualTo(202);
    JsonNode job = door.ended(id);
    assertThat(job.path("status").asText()).isEqualTo("ABORTED");
    assertThat(job.path("error").asText()).isNotBlank();
  }

  @Test
  void an_upload_that_never_came_is_FAILED_upload_expired_after_its_deadline() {
    String id = UUID.randomUUID().toString();
    apply(
        id, "waybill-input", "jobs/" + id + "/a.zip", 600, "uploadDeadline: 2026-01-01T00:00:00Z");
    JsonNode job = door.ended(id);
    assertThat(job.path("status").asText()).isEqualTo("FAILED");
    assertThat(job.path("error").asText()).isEqualTo("upload expired");
  }

  @Test
  void an_archive_at_a_place_that_nobody_allowed_is_FAILED_and_says_so() {
    String id = UUID.randomUUID().toString();
    apply(id, "waybill-input", "jobs/" + UUID.randomUUID() + "/a.zip", 600, "fileName: a.zip");
    JsonNode job = door.ended(id);
    assertThat(job.path("status").asText()).isEqualTo("FAILED");
    assertThat(job.path("error").asText()).isEqualTo("archive location not allowed");
  }

  @Test
  void a_job_whose_time_is_over_is_unknown_and_its_data_are_gone() {
    String id = UUID.randomUUID().toString();
    String key = "jobs/" + id + "/a.zip";
    byte[] archive = OddZip.of("a.txt", "A letter.").bytes();
    stack.store().put(ObjectRef.of("waybill-input", key), archive, "x/zip");
    apply(id, "waybill-input", key, 3, "fileName: a.zip");
    door.ended(id);
    await()
        .untilAsserted(
            () ->
                assertThat(door.request("GET", "/jobs/" + id).body())
                    .isEqualTo("{\"statusCode\":404,\"message\":\"Job " + id + " not found\"}"));
    await().untilAsserted(() -> assertThat(kept(id)).isEmpty());
  }

  private static List<String> kept(String id) {
    List<String> keys = new ArrayList<>();
    for (String bucket : List.of("waybill-input", "waybill-output")) {
      stack.store().list(bucket, "jobs/" + id + "/", object -> keys.add(object.ref().key()));
    }
    return keys;
  }

  /** As the operator would find it, of the same owner as what comes through the door. */
  private static void apply(String id, String bucket, String key, int stays, String member) {
    String yaml =
        """
        apiVersion: waybill.dev/v1alpha1
        kind: ProcessingJob
        metadata: {name: %s, namespace: waybill}
        spec:
          createdBy: waybill/laptop
          source: {archive: {bucket: %s, key: %s, %s}}
          retention: {ttlSecondsAfterFinished: %d, onExpiry: Delete}
        """;
    String job = yaml.formatted('"' + id + '"', bucket, key, member, stays);
    stack.client().resource(Serialization.unmarshal(job, ProcessingJob.class)).create();
  }
}
