package dev.waybill.operator.job;

import static dev.waybill.operator.job.SnapshotBuilder.entries;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.FileNote;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.FileSliceStatus;
import dev.waybill.crds.ProcessingJobStatus.Counts;
import dev.waybill.storage.JobKeys;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SliceSummaryTest {
  private static final JobRef JOB = new JobRef("ns", "j", "uid", Instant.EPOCH, new JobKeys("j"));

  @Test
  void files_are_counted_by_state_over_all_slices() {
    SliceSummary summary =
        SliceSummary.of(
            List.of(slice(0, new FileSliceStatus("CCFAQ".repeat(20), null, null)), slice(1, null)));

    assertThat(summary.counts()).isEqualTo(new Counts(105, 25, 0, 40, 20, 20, 80));
  }

  @Test
  void a_running_file_is_in_progress() {
    FileSlice slice = slice(1, new FileSliceStatus("RRQCC", null, null));

    assertThat(SliceSummary.of(List.of(slice)).counts()).isEqualTo(new Counts(5, 1, 2, 2, 0, 0, 2));
  }

  @Test
  void slices_that_lack_are_named() {
    SliceSummary summary = SliceSummary.of(List.of(slice(1, null)));

    assertThat(summary.missing(2)).containsExactly(0);
    assertThat(summary.missing(0)).isEmpty();
  }

  @Test
  void only_unfinished_files_wait() {
    List<FileNote> notes =
        List.of(
            new FileNote(100, "damaged"),
            new FileNote(101, "no node fits"),
            new FileNote(102, "no node fits"));

    assertThat(
            SliceSummary.of(List.of(slice(1, new FileSliceStatus("FRQCC", notes, null)))).waiting())
        .isEqualTo(Map.of("no node fits", 2));
  }

  private static FileSlice slice(int number, FileSliceStatus status) {
    FileSlice slice = SliceMaker.slice(JOB, number, entries(105), Map.of());
    slice.setStatus(status);
    return slice;
  }
}
