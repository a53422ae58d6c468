package dev.waybill.worker.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.archive.EntryPlace;
import dev.waybill.storage.grant.Grant;
import dev.waybill.worker.GrantedFile;
import dev.waybill.worker.SampleDocuments;
import dev.waybill.worker.WorkerStore;
import dev.waybill.worker.WorkerStore.Ran;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedDocumentTest {
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
  void a_document_that_cannot_be_read_leaves_its_log_and_a_reason() throws Exception {
    byte[] archive =
        GrantedFile.archive("a.pdf", SampleDocuments.encryptedPdf("owner", "user", TEXT));

    Ran ran = WorkerStore.run("document", job.env(archive, 1));

    assertThat(ran.outcome().exitCode()).isEqualTo(1);
    assertThat(ran.outcome().message())
        .isEqualTo(
            "{\"index\":7,\"attempt\":1,"
                + "\"reason\":\"the document is encrypted (password required)\"}");
    assertThat(store.keys(job.keys())).containsExactly(job.keys().log(7, 1));
    assertThat(store.text(job.keys().log(7, 1))).contains("the document is encrypted");
  }

  @Test
  void a_damaged_entry_of_the_archive_fails_the_document() throws Exception {
    byte[] archive = GrantedFile.archive("a.txt", TEXT.repeat(50).getBytes(UTF_8));
    EntryPlace place = GrantedFile.place(archive);
    Map<String, String> env = job.env(archive, 1);
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
    assertThat(store.keys(job.keys())).containsExactly(job.keys().log(7, 1));
  }

  @Test
  void a_file_larger_than_allowed_is_not_fetched() throws Exception {
    Map<String, String> env = job.env(GrantedFile.archive("a.txt", TEXT.getBytes(UTF_8)), 1);
    env.put("WAYBILL_WORKER_MAX_FILE_BYTES", "10");

    Ran ran = WorkerStore.run("document", env);

    assertThat(ran.outcome().exitCode()).isEqualTo(1);
    assertThat(ran.outcome().message()).contains("more than 10 bytes");
  }

  @Test
  void a_grant_that_the_store_refuses_is_storage_trouble_and_no_secret_is_told() throws Exception {
    Map<String, String> env =
        job.env(
            GrantedFile.archive("a.txt", TEXT.getBytes(UTF_8)),
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
    assertThat(store.keys(job.keys())).isEmpty();
  }

  @Test
  void a_grant_that_had_run_out_before_is_told_by_an_exit_code_of_its_own_and_nothing_is_tried()
      throws Exception {
    Map<String, String> env =
        job.env(
            GrantedFile.archive("a.txt", TEXT.getBytes(UTF_8)),
            1,
            grant ->
                new Grant(
                    grant.readUrl(),
                    grant.readETag(),
                    grant.writeUrl(),
                    grant.writeFields(),
                    grant.writePrefix(),
                    grant.maxBytes(),
                    1));

    for (String step : List.of("document", "fetch", "deliver")) {
      Ran ran = WorkerStore.run(step, env);

      assertThat(ran.outcome().exitCode()).as(step).isEqualTo(4);
      assertThat(ran.outcome().message()).contains("run out before this step began");
      assertThat(store.keys(job.keys())).isEmpty();
    }
  }

  @Test
  void a_grant_of_another_file_cannot_be_used_for_this_one() throws Exception {
    Map<String, String> env = job.env(GrantedFile.archive("a.txt", TEXT.getBytes(UTF_8)), 1);
    env.put("WAYBILL_FILE_INDEX", "8");

    Ran ran = WorkerStore.run("document", env);

    assertThat(ran.outcome().exitCode()).isEqualTo(3);
    assertThat(store.keys(job.keys())).isEmpty();
  }

  @Test
  void an_archive_that_was_overwritten_is_not_read() throws Exception {
    Map<String, String> env = job.env(GrantedFile.archive("a.txt", TEXT.getBytes(UTF_8)), 1);
    byte[] other = GrantedFile.archive("a.txt", "Other text of the same kind.".getBytes(UTF_8));
    store
        .store()
        .put(ObjectRef.of(WorkerStore.IN, job.keys().upload("a.zip")), other, "application/zip");

    assertThat(WorkerStore.run("document", env).outcome().exitCode()).isEqualTo(3);
  }
}
