package dev.waybill.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.local.data.Credentials;
import dev.waybill.local.data.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code waybill run}, from the archive to the results, everything real. */
class RunSystemTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temp;

  @Test
  void every_sample_document_s_sentences_are_in_the_results() throws Exception {
    Path output = temp.resolve("results.zip");
    Path data = temp.resolve("data");

    CommandRun run =
        CommandRun.of(
            "run",
            CommandRun.SAMPLES.resolve("documents.zip"),
            "--output",
            output,
            "--data",
            data,
            "--json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode answer = JSON.readTree(run.out());
    assertThat(answer.path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(answer.path("output").asText()).isEqualTo(output.toString());
    JsonNode expected = JSON.readTree(CommandRun.SAMPLES.resolve("sentences.json").toFile());
    assertSentences(expected.path("completed"), new ResultsZip(output));
    assertThat(run.out() + run.err())
        .doesNotContain(secretsOf(data))
        .doesNotContain("X-Amz-Signature");
  }

  @Test
  void documents_that_did_not_complete_are_left_out_and_named_with_their_reasons()
      throws Exception {
    Path output = temp.resolve("results.zip");

    CommandRun run =
        CommandRun.of(
            "run",
            CommandRun.SAMPLES.resolve("mixed.zip"),
            "--output",
            output,
            "--data",
            temp.resolve("data"));

    assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
    Set<String> failed = new HashSet<>();
    JsonNode manifest = JSON.readTree(new ResultsZip(output).text("manifest.json"));
    for (JsonNode file : manifest.path("files")) {
      if (file.path("state").asText().equals("FAILED")) {
        failed.add(file.path("name").asText());
        assertThat(file.path("reason").asText()).isNotBlank();
        assertThat(run.out()).contains(file.path("name").asText(), file.path("reason").asText());
      }
    }
    JsonNode expected = JSON.readTree(CommandRun.SAMPLES.resolve("sentences.json").toFile());
    assertThat(failed).containsExactlyInAnyOrder(texts(expected.path("failed")));
    assertThat(new ResultsZip(output).documents()).doesNotContainAnyElementsOf(failed);
  }

  private static void assertSentences(JsonNode documents, ResultsZip results) {
    SoftAssertions softly = new SoftAssertions();
    documents
        .properties()
        .forEach(
            document -> {
              String text = squeezed(results.text(document.getKey() + "/text.txt"));
              for (JsonNode sentence : document.getValue().path("sentences")) {
                softly.assertThat(text).as(document.getKey()).contains(squeezed(sentence.asText()));
              }
            });
    softly.assertAll();
    assertThat(documents.size()).isGreaterThanOrEqualTo(20);
  }

  /** Where a parser breaks lines is its own affair. */
  private static String squeezed(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private static String[] texts(JsonNode array) {
    String[] texts = new String[array.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = array.get(i).asText();
    }
    return texts;
  }

  private static String[] secretsOf(Path data) throws Exception {
    Credentials credentials = Credentials.of(DataFolder.open(data));
    return new String[] {
      credentials.clientSecret(), Files.readString(data.resolve("secrets/s3-secret-access-key"))
    };
  }
}
