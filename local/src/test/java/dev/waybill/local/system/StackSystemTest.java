package dev.waybill.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.crds.FileNote;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobSpec;
import dev.waybill.crds.Waybill;
import dev.waybill.local.client.FileLine;
import dev.waybill.local.data.ArchiveFile;
import dev.waybill.local.data.DataFolder;
import dev.waybill.local.run.ArchiveRun;
import dev.waybill.local.run.Outcome;
import dev.waybill.local.run.Progress;
import dev.waybill.local.stack.Stack;
import dev.waybill.local.stack.StackSettings;
import dev.waybill.storage.ObjectRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything in this process, looked at from inside. */
class StackSystemTest {
  private static final String NAMESPACE = "waybill";

  @TempDir static Path temp;
  private static DataFolder folder;
  private static Stack stack;

  @BeforeAll
  static void start() {
    folder = DataFolder.open(temp.resolve("data"));
    Path samples = CommandRun.SAMPLES;
    stack = Stack.start(new StackSettings(folder, 0, 0, Optional.of(samples), Map.of()));
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void a_damaged_document_s_reason_is_in_the_api_and_in_the_slice() throws Exception {
    Heard heard = new Heard();
    ArchiveFile archive =
        ArchiveFile.of(archive("good.txt", "A letter.", "bad.pdf", "%PDF-1.7 no"));

    Outcome outcome =
        new ArchiveRun(stack, folder, archive, heard).finish(temp.resolve("results.zip"));

    assertThat(outcome.status()).isEqualTo("PARTIALLY_SUCCEEDED");
    assertThat(outcome.incomplete()).extracting(FileLine::name).containsExactly("bad.pdf");
    String reason = outcome.incomplete().getFirst().reason();
    assertThat(reason).isNotBlank();
    String job = outcome.job().path("jobId").asText();
    assertThat(notes(job)).extracting(FileNote::reason).containsExactly(reason);
    assertThat(heard.ended).containsExactlyInAnyOrder("good.txt COMPLETED", "bad.pdf FAILED");
    assertThat(new ResultsZip(outcome.output().orElseThrow()).documents())
        .containsExactlyInAnyOrder("good.txt", "manifest.json");
  }

  @Test
  void results_that_could_not_be_written_are_fetched_again_and_not_made_again() throws Exception {
    Path link = Files.createSymbolicLink(temp.resolve("a link.zip"), archive("a.txt", "A letter."));
    ArchiveFile archive = ArchiveFile.of(link);
    Heard heard = new Heard();
    var run = new ArchiveRun(stack, folder, archive, heard);
    assertThatThrownBy(() -> run.finish(temp.resolve("gone/results.zip")))
        .isInstanceOf(IOException.class);

    Outcome outcome = run.finish(temp.resolve("again.zip"));

    assertThat(outcome.status()).isEqualTo("SUCCEEDED");
    assertThat(stack.store().head(ObjectRef.of(stack.inputBucket(), uploaded(outcome))))
        .isPresent();
    assertThat(new ResultsZip(outcome.output().orElseThrow()).documents()).contains("a.txt");
    assertThat(heard.steps.stream().filter(step -> step.startsWith("job "))).hasSize(1);
  }

  @Test
  void an_archive_without_a_file_fails_with_its_reason_and_no_results() throws Exception {
    ArchiveFile archive = ArchiveFile.of(archive("folder/", ""));

    Outcome outcome =
        new ArchiveRun(stack, folder, archive, new Heard()).finish(temp.resolve("none.zip"));

    assertThat(outcome.status()).isEqualTo("FAILED");
    assertThat(outcome.error()).isPresent();
    assertThat(outcome.output()).isEmpty();
    assertThat(temp.resolve("none.zip")).doesNotExist();
  }

  @Test
  void a_manifest_may_name_an_archive_of_the_samples() {
    ProcessingJob job =
        stack.client().resources(ProcessingJob.class).load(sample("job.yaml").toFile()).item();
    stack.client().resource(job).create();

    ProcessingJob ended =
        stack
            .client()
            .resource(job)
            .waitUntilCondition(StackSystemTest::finished, 2, TimeUnit.MINUTES);

    assertThat(ended.getStatus().state().name()).isEqualTo("SUCCEEDED");
  }

  @Test
  void a_job_with_an_image_of_its_own_fails_at_once_and_says_what_it_needs() {
    ProcessingJob job =
        stack.client().resources(ProcessingJob.class).load(sample("job.yaml").toFile()).item();
    job.getMetadata().setName("own-image");
    ProcessingJobSpec.Worker worker =
        new ProcessingJobSpec.Worker("busybox:1", null, null, null, null, null, null, null);
    ProcessingJobSpec spec = job.getSpec();
    job.setSpec(
        new ProcessingJobSpec(
            null, null, spec.source(), worker, null, null, null, null, null, null));
    stack.client().resource(job).create();

    ProcessingJob ended =
        stack
            .client()
            .resource(job)
            .waitUntilCondition(StackSystemTest::finished, 2, TimeUnit.MINUTES);

    assertThat(ended.getStatus().state().name()).isEqualTo("FAILED");
    assertThat(notes("own-image"))
        .isNotEmpty()
        .allSatisfy(
            note -> assertThat(note.reason()).contains("a container image needs a cluster"));
  }

  private static boolean finished(ProcessingJob job) {
    return job != null
        && job.getStatus() != null
        && job.getStatus().conditions().stream().anyMatch(c -> c.getType().equals("Finished"));
  }

  private static List<FileNote> notes(String job) {
    return stack
        .client()
        .resources(FileSlice.class)
        .inNamespace(NAMESPACE)
        .withLabel(Waybill.JOB_LABEL, job)
        .list()
        .getItems()
        .getFirst()
        .getStatus()
        .notes();
  }

  private static String uploaded(Outcome outcome) {
    return "jobs/" + outcome.job().path("jobId").asText() + "/a link.zip";
  }

  private static Path sample(String name) {
    return CommandRun.SAMPLES.resolve(name);
  }

  private static Path archive(String... namesAndTexts) throws Exception {
    Path archive = Files.createTempFile(temp, "archive", ".zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(java.nio.charset.StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return archive;
  }

  /** Keeps what a run tells. */
  private static final class Heard implements Progress {
    private final List<String> ended = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();

    @Override
    public void step(String text) {
      steps.add(text);
    }

    @Override
    public void total(int files) {}

    @Override
    public void ended(String file, String status) {
      ended.add(file + " " + status);
    }

    @Override
    public void close() {}
  }
}
