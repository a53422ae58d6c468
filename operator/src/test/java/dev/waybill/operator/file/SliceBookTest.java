package dev.waybill.operator.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.FileEntry;
import dev.waybill.crds.FileNote;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.FileSliceSpec;
import dev.waybill.crds.FileSliceStatus;
import dev.waybill.crds.FileState;
import dev.waybill.crds.FileTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceBookTest {

  @Test
  void a_slice_without_a_status_is_all_queued_and_what_was_refused_has_failed() {
    assertThat(SliceBook.read(slice(null)))
        .extracting(FileProgress::state)
        .containsExactly(FileState.QUEUED, FileState.FAILED);
  }

  @Test
  void a_status_that_does_not_fit_its_files_counts_for_nothing() {
    FileSlice slice = slice(new FileSliceStatus("CCC", List.of(), List.of()));

    assertThat(SliceBook.read(slice))
        .extracting(FileProgress::state)
        .containsExactly(FileState.QUEUED, FileState.FAILED);
  }

  @Test
  void what_is_written_is_read_again() {
    FileSliceStatus status =
        new FileSliceStatus(
            "RF",
            List.of(new FileNote(11, "why")),
            List.of("10 1 D - - 1772359200 - - gone", "10 2 R - - - - -", "11 1 F 1 - - p n why"));

    assertThat(SliceBook.write(SliceBook.read(slice(status)))).isEqualTo(status);
  }

  @Test
  void nothing_is_news_that_readers_know_already() {
    FileSliceStatus status = new FileSliceStatus("CF", List.of(), List.of());

    assertThat(SliceBook.news(slice(status), status)).isFalse();
  }

  @Test
  void that_all_are_queued_need_not_be_written() {
    FileSlice queued = slice(null, null);

    assertThat(SliceBook.news(queued, SliceBook.write(SliceBook.read(queued)))).isFalse();
  }

  @Test
  void a_refusal_is_written_for_people_to_see() {
    FileSlice refused = slice(null);

    assertThat(SliceBook.news(refused, SliceBook.write(SliceBook.read(refused)))).isTrue();
  }

  private static FileSlice slice(FileSliceStatus status) {
    return slice(status, "encrypted");
  }

  private static FileSlice slice(FileSliceStatus status, String refusal) {
    FileSlice slice = new FileSlice();
    slice.setSpec(
        new FileSliceSpec(
            0,
            10,
            2,
            FileTable.encode(
                List.of(
                    new FileEntry(10, "a", 0, 1, 1, 0, 0, null),
                    new FileEntry(11, "b", 0, 1, 1, 0, 0, refusal)))));
    slice.setStatus(status);
    return slice;
  }
}
