package dev.waybill.worker.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.archive.EntryPlace;
import dev.waybill.storage.grant.Grant;
import dev.waybill.storage.grant.Grants;
import dev.waybill.worker.SampleDocuments;
import dev.waybill.worker.WorkerStore;
import dev.waybill.worker.WorkerStore.Ran;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String TEXT = "The carrier received forty-two crates of ship lanterns.";

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
  void a_document_leaves_its_results_its_log_and_last_its_marker() throws Exception {
    byte[] archive = archive("a.pdf", SampleDocuments.pdf("Bill", TEXT, "Two."));

    Ran ran = WorkerStore.run("document", env(archive, 1));

    assertThat(ran.outcome().exitCode()).as(ran.log()).isZero();
    assertThat(ran.outcome().message()).isEqualTo("{\"index\":7,\"attempt\":1}");
    assertThat(store.keys(keys))
        .containsExactlyInAnyOrder(
            keys.data(7, 1) + "text.txt",
            keys.data(7, 1) + "metadata.json",
            keys.data(7, 1) + "sections/1/result.json",
            keys.log(7, 1),
            keys.done(7, 1));
    assertThat(store.text(keys.data(7, 1) + "text.txt")).contains(TEXT);
    assertThat(store.text(keys.log(7, 1))).contains("a.pdf").contains("2 pages");
  }

  @Test
  void the_result_names_type_language_pages_title_and_author() throws Exception {
    byte[] archive = archive("a.pdf", SampleDocuments.pdf("Bill", TEXT, "Two."));
    WorkerStore.run("document", env(archive, 1));

    JsonNode result = JSON.readTree(store.read(keys.data(7, 1) + "sections/1/result.json"));
    JsonNode metadata = JSON.readTree(store.read(keys.data(7, 1) + "metadata.json"));
    long length = store.text(keys.data(7, 1) + "text.txt").length();

    assertThat(result)
        .isEqualTo(
            JSON.readTree(
                """
                {"document_class":{"type":"application/pdf"},
                 "inference_result":{"language":"en","text_length":%d,"pages":2,
                   "title":"Bill","author":"Ada Lovelace"}}
                """
                    .formatted(length)));
    assertThat(metadata.get("file").asText()).isEqualTo("a.pdf");
    assertThat(metadata.get("text").get("truncated").asBoolean()).isFalse();
    assertThat(metadata.get("metadata").get("dc:title").get(0).asText()).isEqualTo("Bill");
  }

  @Test
  void the_marker_counts_what_was_stored() throws Exception {
    WorkerStore.run("document", env(archive("a.txt", TEXT.getBytes(UTF_8)), 1));

    JsonNode done = JSON.readTree(store.read(keys.done(7, 1)));
    long bytes = 0;
    for (String name : List.of("text.txt", "metadata.json", "sections/1/result.json")) {
      bytes += store.read(keys.data(7, 1) + name).length;
    }
    assertThat(done.get("objects").asInt()).isEqualTo(3);
    assertThat(done.get("bytes").asLong()).isEqualTo(bytes);
  }

  @Test
  void another_attempt_writes_the_same_bytes_beside_the_first() throws Exception {
    byte[] archive = archive("a.docx", SampleDocuments.docx(TEXT));
    WorkerStore.run("document", env(archive, 1));
    WorkerStore.run("document", env(archive, 2));

    for (String name : List.of("text.txt", "metadata.json", "sections/1/result.json")) {
      assertThat(store.text(keys.data(7, 2) + name)).isEqualTo(store.text(keys.data(7, 1) + name));
    }
  }

  @Test
  void a_document_that_cannot_be_read_leaves_its_log_and_a_reason() throws Exception {
    byte[] archive = archive("a.pdf", SampleDocuments.encryptedPdf("owner", "user", TEXT));

    Ran ran = WorkerStore.run("document", env(archive, 1));

    assertThat(ran.outcome().exitCode()).isEqualTo(1);
    assertThat(ran.outcome().message())
        .isEqualTo(
            "{\"index\":7,\"attempt\":1,"
                + "\"reason\":\"the document is encrypted (password required)\"}");
    assertThat(store.keys(keys)).containsExactly(keys.log(7, 1));
    assertThat(store.text(keys.log(7, 1))).contains("the document is encrypted");
  }

  @Test
  void a_damaged_entry_of_the_archive_fails_the_document() throws Exception {
    byte[] archive = archive("a.txt", TEXT.repeat(50).getBytes(UTF_8));
    EntryPlace place = place(archive);
    Map<String, String> env = env(archive, 1);
    env.put(
        "WAYBILL_FILE_PLACE",
        JSON.writeValueAsString(
            new EntryPlace(
                place.offset(),
                place.compressedSize(),
                place.size(),
                place.method(),
                place.crc() ^ 1)));

    Ran ran = WorkerStore.run("document", env);

    assertThat(ran.outcome().exitCode()).isEqualTo(1);
    assertThat(store.keys(keys)).containsExactly(keys.log(7, 1));
  }

  @Test
  void a_file_larger_than_allowed_is_not_fetched() throws Exception {
    Map<String, String> env = env(archive("a.txt", TEXT.getBytes(UTF_8)), 1);
    env.put("WAYBILL_WORKER_MAX_FILE_BYTES", "10");

    Ran ran = WorkerStore.run("document", env);

    assertThat(ran.outcome().exitCode()).isEqualTo(1);
    assertThat(ran.outcome().message()).contains("more than 10 bytes");
  }

  @Test
  void a_grant_that_the_store_refuses_is_storage_trouble_and_no_secret_is_told() throws Exception {
    Map<String, String> env =
        env(
            archive("a.txt", TEXT.getBytes(UTF_8)),
            1,
            grant ->
                new Grant(
                    grant.readUrl().replaceAll("Signature=....", "Signature=feed"),
                    grant.readETag(),
                    grant.writeUrl(),
                    grant.writeFields(),
                    grant.writePrefix(),
                    grant.maxBytes(),
                    grant.expiresAt()));

    Ran ran = WorkerStore.run("document", env);

    assertThat(ran.outcome().exitCode()).isEqualTo(3);
    assertThat(ran.outcome().message() + ran.log())
        .contains("the store")
        .doesNotContain("Signature=")
        .doesNotContain("X-Amz")
        .doesNotContain("http");
    assertThat(store.keys(keys)).isEmpty();
  }

  @Test
  void a_grant_of_another_file_cannot_be_used_for_this_one() throws Exception {
    Map<String, String> env = env(archive("a.txt", TEXT.getBytes(UTF_8)), 1);
    env.put("WAYBILL_FILE_INDEX", "8");

    Ran ran = WorkerStore.run("document", env);

    assertThat(ran.outcome().exitCode()).isEqualTo(3);
    assertThat(store.keys(keys)).isEmpty();
  }

  @Test
  void an_archive_that_was_overwritten_is_not_read() throws Exception {
    Map<String, String> env = env(archive("a.txt", TEXT.getBytes(UTF_8)), 1);
    byte[] other = archive("a.txt", "Other text of the same kind.".getBytes(UTF_8));
    store.store().put(ObjectRef.of(WorkerStore.IN, keys.upload("a.zip")), other, "application/zip");

    assertThat(WorkerStore.run("document", env).outcome().exitCode()).isEqualTo(3);
  }

  @Test
  void nothing_is_left_on_the_disk() throws Exception {
    File temporary = new File(System.getProperty("java.io.tmpdir"));
    WorkerStore.run("document", env(archive("a.docx", SampleDocuments.docx(TEXT)), 1));
    WorkerStore.run("document", env(archive("b.pdf", new byte[] {1, 2, 3}), 2));

    assertThat(temporary.list((where, name) -> name.startsWith("waybill-document-"))).isEmpty();
  }

  @Test
  void a_document_larger_than_the_process_s_memory_ends_it_like_a_memory_kill() throws Exception {
    byte[] html = "<div><p>word".repeat(2_000_000).getBytes(UTF_8);
    Process process = worker("-Xmx40m", env(archive("a.html", html), 1)).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isEqualTo(137);
    assertThat(store.keys(keys)).isEmpty();
  }

  @Test
  void the_process_of_a_pod_ends_with_the_exit_code_and_says_nothing_but_its_log()
      throws Exception {
    byte[] archive = archive("a.docx", SampleDocuments.docx(TEXT));
    Process process = worker("-Xmx256m", env(archive, 1)).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(lines.toString()).isZero();
    assertThat(lines).hasSize(4).allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT.*Z .*"));
    assertThat(lines.getLast()).endsWith(" done");
  }

  private static ProcessBuilder worker(String memory, Map<String, String> env) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            memory,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.waybill.worker.WorkerMain",
            "document");
    builder.environment().clear();
    builder.environment().putAll(env);
    return builder.redirectErrorStream(true);
  }

  private Map<String, String> env(byte[] archive, int attempt) throws Exception {
    return env(archive, attempt, UnaryOperator.identity());
  }

  private Map<String, String> env(byte[] archive, int attempt, UnaryOperator<Grant> change)
      throws Exception {
    ObjectRef ref = ObjectRef.of(WorkerStore.IN, keys.upload("a.zip"));
    store.store().put(ref, archive, "application/zip");
    Grants grants =
        new Grants(
            store.store(),
            store.store().head(ref).orElseThrow(),
            WorkerStore.OUT,
            keys,
            Duration.ofHours(1),
            16 << 20);
    Map<String, String> env = new HashMap<>();
    env.put("WAYBILL_JOB_ID", keys.jobId());
    env.put("WAYBILL_FILE_INDEX", "7");
    env.put("WAYBILL_ATTEMPT", Integer.toString(attempt));
    env.put("WAYBILL_FILE_NAME", entry(archive).getName());
    env.put("WAYBILL_FILE_PLACE", JSON.writeValueAsString(place(archive)));
    env.put("WAYBILL_GRANT", change.apply(grants.mint(7, Instant.now())).toJson());
    return env;
  }

  private static byte[] archive(String name, byte[] content) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
      zip.closeEntry();
    }
    return out.toByteArray();
  }

  private static EntryPlace place(byte[] archive) throws Exception {
    ZipArchiveEntry entry = entry(archive);
    return new EntryPlace(
        entry.getLocalHeaderOffset(),
        entry.getCompressedSize(),
        entry.getSize(),
        entry.getMethod(),
        entry.getCrc());
  }

  private static ZipArchiveEntry entry(byte[] archive) throws Exception {
    try (ZipFile zip =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(archive)).get()) {
      return zip.getEntries().nextElement();
    }
  }
}
