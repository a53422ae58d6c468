package dev.waybill.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FileTableTest {
  @Test
  void files_are_read_back_as_they_were_written() {
    var files =
        List.of(
            new FileEntry(0, "Größe \"1\".pdf", 0, 10, 20, 8, 0xFFFFFFFFL, null),
            new FileEntry(1, "b.docx", 1L << 40, 0, 0, 0, 0, "the entry is encrypted"));

    assertThat(FileTable.decode(FileTable.encode(files))).isEqualTo(files);
  }

  @Test
  void a_newer_operators_members_are_ignored() {
    assertThat(FileTable.decode("[{\"i\":3,\"n\":\"a\",\"later\":1}]"))
        .containsExactly(new FileEntry(3, "a", 0, 0, 0, 0, 0, null));
  }

  @Test
  void a_slice_of_the_longest_names_fits_its_field() {
    var files =
        IntStream.range(9_999_900, 10_000_000)
            .mapToObj(
                i ->
                    new FileEntry(
                        i,
                        "\"".repeat(255),
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        8,
                        0xFFFFFFFFL,
                        "r".repeat(256)))
            .toList();

    assertThat(FileTable.encode(files)).hasSizeLessThan(262_144);
  }

  @Test
  void a_text_that_is_no_table_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> FileTable.decode("{"));
  }
}
