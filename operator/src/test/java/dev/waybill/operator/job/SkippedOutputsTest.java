package dev.waybill.operator.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.StoreException;
import dev.waybill.storage.StoreException.Kind;
import dev.waybill.storage.manifest.Manifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkippedOutputsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      textBlock =
          """
          {"skipped":[{"path":"a/b","reason":"a link"}],"bytes":1} > [{"path":"a/b","reason":"a link"}]
          {"skipped":[{"path":"a\\u001b[1m"}]} > [{"path":"a\\\\u001b[1m","reason":""}]
          {"bytes":1}              > []
          {"skipped":null}         > []
          {"skipped":"all"}        > []
          {"skipped":[             > []
          ``                       > []
          """)
  void a_marker_says_what_was_left_out(String marker, String skipped) throws IOException {
    assertThat(skipped(marker).getFirst()).isEqualTo(skipped);
  }

  @Test
  void a_marker_that_is_gone_says_nothing() throws IOException {
    assertThat(outputs(Kind.NOT_FOUND).of(List.of(file(0, "jobs/j/out/0/1/")))).hasSize(1);
  }

  @Test
  void a_store_that_does_not_answer_is_not_taken_for_an_empty_list() {
    assertThatThrownBy(() -> outputs(Kind.UNAVAILABLE).of(List.of(file(0, "jobs/j/out/0/1/"))))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void only_completed_files_are_asked_for_and_each_gets_its_own() throws IOException {
    SkippedOutputs outputs =
        new SkippedOutputs(
            StubStore.reads(
                ref -> stream("{\"skipped\":[{\"path\":\"%s\"}]}".formatted(ref.key()))),
            "out");
    List<Manifest.File> files =
        IntStream.range(0, 100)
            .mapToObj(at -> file(at, at % 2 == 0 ? null : "jobs/j/out/" + at + "/1/"))
            .toList();

    assertThat(outputs.of(files))
        .hasSize(100)
        .extracting(list -> list.path(0).path("path").asText())
        .startsWith("", "jobs/j/out/1/1/done.json", "", "jobs/j/out/3/1/done.json");
  }

  @Test
  void no_list_is_endless() throws IOException {
    String many =
        IntStream.range(0, 500).mapToObj(at -> "{\"path\":\"x\"}").collect(Collectors.joining(","));
    assertThat(skipped("{\"skipped\":[" + many + "]}").getFirst()).hasSizeLessThan(3000);
  }

  private static List<String> skipped(String marker) throws IOException {
    return new SkippedOutputs(StubStore.reads(ref -> stream(marker)), "out")
        .of(List.of(file(0, "jobs/j/out/0/1/"))).stream().map(Object::toString).toList();
  }

  private static SkippedOutputs outputs(Kind trouble) {
    return new SkippedOutputs(
        StubStore.reads(
            (ObjectRef ref) -> {
              throw new StoreException(trouble, "no", null);
            }),
        "out");
  }

  private static Manifest.File file(int index, String output) {
    return new Manifest.File(index, "f", "COMPLETED", null, List.of(), output);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
