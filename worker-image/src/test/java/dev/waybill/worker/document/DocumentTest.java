package dev.waybill.worker.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.worker.GrantedFile;
import dev.waybill.worker.SampleDocuments;
import dev.waybill.worker.WorkerStore;
import dev.waybill.worker.WorkerStore.Ran;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String TEXT = "The carrier received forty-two crates of ship lanterns.";

  @TempDir static Path folder;
  private static WorkerStore store;

  private GrantedFile job;

  @BeforeAll
  static void start() throws Exception {
    store = WorkerStore.start(folder);
  }

  @BeforeEach
  void newJob() {
    job = GrantedFile.of(store);
  }

  @AfterAll
  static void stop() {
    store.close();
  }

  @Test
  void a_document_leaves_its_results_its_log_and_last_its_marker() throws Exception {
    byte[] archive = GrantedFile.archive("a.pdf", SampleDocuments.pdf("Bill", TEXT, "Two."));

    Ran ran = WorkerStore.run("document", job.env(archive, 1));

    assertThat(ran.outcome().exitCode()).as(ran.log()).isZero();
    assertThat(ran.outcome().message()).isEqualTo("{\"index\":7,\"attempt\":1}");
    assertThat(store.keys(job.keys()))
        .containsExactlyInAnyOrder(
            job.keys().data(7, 1) + "text.txt",
            job.keys().data(7, 1) + "metadata.json",
            job.keys().data(7, 1) + "sections/1/result.json",
            job.keys().log(7, 1),
            job.keys().done(7, 1));
    assertThat(store.text(job.keys().data(7, 1) + "text.txt")).contains(TEXT);
    assertThat(store.text(job.keys().log(7, 1))).contains("a.pdf").contains("2 pages");
  }

  @Test
  void the_result_names_type_language_pages_title_and_author() throws Exception {
    byte[] archive = GrantedFile.archive("a.pdf", SampleDocuments.pdf("Bill", TEXT, "Two."));
    WorkerStore.run("document", job.env(archive, 1));

    JsonNode result = JSON.readTree(store.read(job.keys().data(7, 1) + "sections/1/result.json"));
    JsonNode metadata = JSON.readTree(store.read(job.keys().data(7, 1) + "metadata.json"));
    long length = store.text(job.keys().data(7, 1) + "text.txt").length();

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
    WorkerStore.run("document", job.env(GrantedFile.archive("a.txt", TEXT.getBytes(UTF_8)), 1));

    JsonNode done = JSON.readTree(store.read(job.keys().done(7, 1)));
    long bytes = 0;
    for (String name : List.of("text.txt", "metadata.json", "sections/1/result.json")) {
      bytes += store.read(job.keys().data(7, 1) + name).length;
    }
    assertThat(done.get("objects").asInt()).isEqualTo(3);
    assertThat(done.get("bytes").asLong()).isEqualTo(bytes);
  }

  @Test
  void another_attempt_writes_the_same_bytes_beside_the_first() throws Exception {
    byte[] archive = GrantedFile.archive("a.docx", SampleDocuments.docx(TEXT));
    WorkerStore.run("document", job.env(archive, 1));
    WorkerStore.run("document", job.env(archive, 2));

    for (String name : List.of("text.txt", "metadata.json", "sections/1/result.json")) {
      assertThat(store.text(job.keys().data(7, 2) + name))
          .isEqualTo(store.text(job.keys().data(7, 1) + name));
    }
  }
}
