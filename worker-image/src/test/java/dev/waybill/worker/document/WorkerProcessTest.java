package dev.waybill.worker.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.worker.GrantedFile;
import dev.waybill.worker.SampleDocuments;
import dev.waybill.worker.WorkerStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerProcessTest {
  private static final String TEXT = "The carrier received forty-two crates of ship lanterns.";

  @TempDir static Path folder;
  private static WorkerStore store;

  @TempDir Path temporary;
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
  void a_document_larger_than_the_process_s_memory_ends_it_like_a_memory_kill() throws Exception {
    byte[] html = "<p>word".repeat(400_000).getBytes(UTF_8);
    Process process = worker("-Xmx32m", job.env(GrantedFile.archive("a.html", html), 1)).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isEqualTo(137);
    assertThat(store.keys(job.keys())).isEmpty();
  }

  @Test
  void the_process_of_a_pod_ends_with_the_exit_code_and_says_nothing_but_its_log()
      throws Exception {
    byte[] archive = GrantedFile.archive("a.docx", SampleDocuments.docx(TEXT));
    Process process = worker("-Xmx256m", job.env(archive, 1)).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();

    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(lines.toString()).isZero();
    assertThat(lines).hasSize(4).allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT.*Z .*"));
    assertThat(lines.getLast()).endsWith(" done");
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void a_document_that_was_refused_leaves_nothing_on_the_disk() throws Exception {
    byte[] archive = GrantedFile.archive("b.pdf", SampleDocuments.encryptedPdf("o", "u", TEXT));
    Process process = worker("-Xmx256m", job.env(archive, 1)).start();

    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(temporary).isEmptyDirectory();
  }

  private ProcessBuilder worker(String memory, Map<String, String> env) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            memory,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            "dev.waybill.worker.WorkerMain",
            "document");
    builder.environment().clear();
    builder.environment().putAll(env);
    return builder.redirectErrorStream(true);
  }
}
