package dev.waybill.worker.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents that the project shows itself with. */
class SamplesTest {
  private static final Path SAMPLES = Path.of("../samples");

  @TempDir Path folder;

  static Stream<Arguments> completed() throws Exception {
    JsonNode completed =
        new JsonMapper().readTree(SAMPLES.resolve("sentences.json").toFile()).get("completed");
    return completed.properties().stream()
        .map(document -> arguments(document.getKey(), document.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("completed")
  void every_sample_gives_its_sentences_type_and_language(String name, JsonNode expected)
      throws Exception {
    Extracted extracted = Extracted.of(folder, name, sample("documents.zip", name));

    expected
        .get("sentences")
        .forEach(sentence -> assertThat(extracted.text()).contains(sentence.asText()));
    assertThat(extracted.extraction().mediaType()).isEqualTo(expected.get("mediaType").asText());
    String language = extracted.extraction().language();
    assertThat(language == null ? "" : language).isEqualTo(expected.get("language").asText());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("completed")
  void what_is_said_of_a_sample_does_not_depend_on_when_or_where_it_lies(
      String name, JsonNode expected) throws Exception {
    byte[] content = sample("documents.zip", name);

    assertThat(metadata("now", name, content, Instant.now()))
        .isEqualTo(metadata("then", name, content, Instant.EPOCH));
  }

  private Map<String, List<String>> metadata(
      String place, String name, byte[] content, Instant modified) throws Exception {
    Path file = Files.write(folder.resolve(place), content);
    Files.setLastModifiedTime(file, FileTime.from(modified));
    Path text = folder.resolve(place + ".txt");
    return new Extractor(ExtractLimits.DEFAULT).extract(file, name, text).metadata();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failing")
  void damaged_and_encrypted_samples_say_what_is_wrong(String name, String reason) {
    assertThatThrownBy(() -> Extracted.of(folder, name, sample("mixed.zip", name)))
        .isInstanceOf(Unprocessable.class)
        .hasMessageStartingWith(reason);
  }

  static Stream<Arguments> failing() {
    return Stream.of(
        arguments("damaged.docx", "the document is damaged"),
        arguments("locked.pdf", "the document is encrypted (password required)"));
  }

  private static byte[] sample(String archive, String name) throws Exception {
    try (ZipFile zip = ZipFile.builder().setPath(SAMPLES.resolve(archive)).get()) {
      return zip.getInputStream(zip.getEntry(name)).readAllBytes();
    }
  }
}
