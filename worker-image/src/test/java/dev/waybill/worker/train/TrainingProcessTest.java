package dev.waybill.worker.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.worker.SampleDocuments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingProcessTest {
  @TempDir Path folder;

  @Test
  void training_processes_every_document_and_leaves_nothing_on_its_machine() throws Exception {
    Path archive = archive(SampleDocuments.docx("Forty-two crates."));
    Path output = folder.resolve("output");
    Path machine = Files.createDirectory(folder.resolve("machine"));
    Process process = worker(machine, archive).redirectOutput(output.toFile()).start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();

    assertThat(ended).as(Files.readString(output, UTF_8)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output, UTF_8)).isZero();
    assertThat(Files.readString(output, UTF_8).split(" done"))
        .as("once in the clear, once by TLS")
        .hasSize(3);
    assertThat(machine).isEmptyDirectory();
  }

  @Test
  void a_document_that_cannot_be_processed_fails_the_training() throws Exception {
    Path archive = archive(SampleDocuments.encryptedDocx("secret", "Forty-two crates."));
    Path machine = Files.createDirectory(folder.resolve("machine"));
    Path output = folder.resolve("output");
    Process process = worker(machine, archive).redirectOutput(output.toFile()).start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();

    assertThat(ended).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(output).content(UTF_8).contains("a.docx");
  }

  private Path archive(byte[] document) throws Exception {
    Path archive = folder.resolve("archive.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("a.docx"));
      zip.write(document);
    }
    return archive;
  }

  private static ProcessBuilder worker(Path machine, Path archive) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xmx256m",
            "-Djava.io.tmpdir=" + machine,
            "-Duser.home=" + machine,
            "-cp",
            System.getProperty("java.class.path"),
            "dev.waybill.worker.WorkerMain",
            "--train",
            archive.toString());
    builder.environment().clear();
    return builder.directory(machine.toFile()).redirectErrorStream(true);
  }
}
