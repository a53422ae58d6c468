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
          {"skipped":[{"path":"a/b","reason":"a link"}],"bytes":1} > a/b: a link
          {"skipped":[{"path":"a\\u001b[1m"}]} > a\\u001b[1m:
          {"bytes":1}              > ``
          {"skipped":null}         > ``
          {"skipped":[null]}       > ``
          null                     > ``
          {"skipped":"all"}        > ``
          {"skipped":[             > ``
          ``                       > ``
          """)
  void a_marker_says_what_was_left_out(String marker, String skipped) throws IOException {
    assertThat(skipped(marker)).isEqualTo(skipped);
  }

  @Test
  void a_marker_that_is_gone_says_nothing() throws IOException {
    List<Manifest.File> files = List.of(file(0, "jobs/j/out/0/1/"));

    assertThat(outputs(Kind.NOT_FOUND).in(files)).isEqualTo(files);
  }

  @Test
  void a_store_that_does_not_answer_is_not_taken_for_an_empty_list() {
    assertThatThrownBy(() -> outputs(Kind.UNAVAILABLE).in(List.of(file(0, "jobs/j/out/0/1/"))))
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

    assertThat(outputs.in(files))
        .hasSize(100)
        .extracting(SkippedOutputsTest::words)
        .startsWith("", "jobs/j/out/1/1/done.json:", "", "jobs/j/out/3/1/done.json:");
  }

  @Test
  void no_list_is_endless() throws IOException {
    String many =
        IntStream.range(0, 500).mapToObj(at -> "{\"path\":\"x\"}").collect(Collectors.joining(","));
    assertThat(skipped("{\"skipped\":[" + many + "]}")).hasSizeLessThan(500);
  }

  private static String skipped(String marker) throws IOException {
    return words(
        new SkippedOutputs(StubStore.reads(ref -> stream(marker)), "out")
            .in(List.of(file(0, "jobs/j/out/0/1/")))
            .getFirst());
  }

  private static String words(Manifest.File file) {
    return file.skipped() == null
        ? ""
        : file.skipped().stream()
            .map(one -> (one.path() + ": " + one.reason()).strip())
            .collect(Collectors.joining(","));
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
