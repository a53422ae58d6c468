package dev.waybill.worker.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.storage.manifest.Manifest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultNamesTest {

  @ParameterizedTest
  @CsvSource({
    "a.pdf b.pdf, a.pdf b.pdf",
    "manifest.json, manifest_1.json",
    "Manifest.JSON a.pdf, Manifest_1.JSON a.pdf",
    "manifest_1.json manifest.json, manifest_1.json manifest_2.json",
    "manifest.json MANIFEST_1.JSON manifest_2.json, manifest_3.json MANIFEST_1.JSON manifest_2.json",
    ".. . a/b c\\d, _.. _. a_b c_d"
  })
  void folders_are_the_files_names_and_never_the_manifest_s(String names, String folders) {
    List<String> files = List.of(names.split(" "));

    Map<Integer, String> of =
        ResultNames.of(
            IntStream.range(0, files.size())
                .mapToObj(i -> new Manifest.File(i, files.get(i), "COMPLETED", null, null, null))
                .toList());

    assertThat(IntStream.range(0, files.size()).mapToObj(of::get))
        .containsExactly(folders.split(" "));
  }
}
