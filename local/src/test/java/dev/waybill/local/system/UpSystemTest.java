package dev.waybill.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.local.client.Download;
import dev.waybill.local.client.FormUpload;
import dev.waybill.local.client.JobApi;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code waybill up} in a process of its own: ended, killed, started again. */
class UpSystemTest {
  private static final int FILES = 24;
  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir Path temp;

  @Test
  void a_job_goes_on_where_it_was_killed_and_no_completed_file_is_processed_twice()
      throws Exception {
    Path data = temp.resolve("data");
    String jobId;
    Set<String> completed = new HashSet<>();
    try (UpProcess first = UpProcess.start(data)) {
      JobApi api = first.api();
      JsonNode created = api.create("letters.zip", "letters");
      jobId = created.path("jobId").asText();
      FormUpload.send(first.http(), created.path("upload"), letters());
      await()
          .atMost(LONG)
          .untilAsserted(
              () -> {
                completed.addAll(completed(api.job(jobId)));
                assertThat(completed).hasSizeGreaterThanOrEqualTo(2);
              });
      assertThat(completed).as("the job has not ended yet").hasSizeLessThan(FILES);
      first.kill();
    }
    try (UpProcess second = UpProcess.start(data)) {
      JobApi api = second.api();
      await()
          .atMost(LONG)
          .untilAsserted(
              () -> {
                JsonNode job = api.job(jobId);
                assertThat(job.path("status").asText())
                    .as(() -> job + "\n" + second.output())
                    .isEqualTo("SUCCEEDED");
              });
      JsonNode manifest = manifest(second, api.job(jobId));

      assertThat(manifest.path("files")).hasSize(FILES);
      for (JsonNode file : manifest.path("files")) {
        long successes = count(file.path("attempts"), "SUCCEEDED");
        assertThat(successes).as(file.toString()).isEqualTo(1);
        if (completed.contains(file.path("name").asText())) {
          assertThat(file.path("attempts")).as(file.toString()).hasSize(1);
        }
      }
    }
  }

  @Test
  void a_running_api_gives_tokens_and_keeps_others_off_its_folder() throws Exception {
    Path data = temp.resolve("data");
    try (UpProcess up = UpProcess.start(data)) {
      CommandRun token = CommandRun.of("token", "--data", data);
      CommandRun second = CommandRun.of("up", "--port", "0", "--data", data);

      await().untilAsserted(() -> assertThat(up.output()).contains("token  "));
      assertThat(up.output()).contains("./waybill token --data " + data + "\n");
      assertThat(token.exitCode()).as(token.err()).isZero();
      assertThat(token.out()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\\R");
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.err()).hasLineCount(1).contains("in use by another waybill");
      assertThat(up.interrupt()).isEqualTo(130);
      assertThat(data.resolve("api")).doesNotExist();
      assertThat(CommandRun.of("token", "--data", data).err()).contains("no API runs");
    }
  }

  private static long count(JsonNode attempts, String kind) {
    long count = 0;
    for (JsonNode attempt : attempts) {
      count += attempt.path("kind").asText().equals(kind) ? 1 : 0;
    }
    return count;
  }

  private JsonNode manifest(UpProcess up, JsonNode job) throws Exception {
    Path results = temp.resolve("results.zip");
    String address = job.path("result").path("downloadUrl").asText();
    Download.fetch(up.http(), URI.create(address), results);
    return new ObjectMapper().readTree(new ResultsZip(results).text("manifest.json"));
  }

  private static Set<String> completed(JsonNode job) {
    Set<String> names = new HashSet<>();
    job.path("files")
        .properties()
        .forEach(
            file -> {
              if (file.getValue().asText().equals("COMPLETED")) {
                names.add(file.getKey());
              }
            });
    return names;
  }

  private Path letters() throws Exception {
    Path archive = temp.resolve("letters.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (int i = 0; i < FILES; i++) {
        zip.putNextEntry(new ZipEntry("letter-" + i + ".txt"));
        zip.write(("Letter number " + i + " of the harbour.").getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return archive;
  }
}
