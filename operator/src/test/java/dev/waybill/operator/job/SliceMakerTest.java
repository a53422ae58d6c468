package dev.waybill.operator.job;

import static dev.waybill.operator.job.SnapshotBuilder.entries;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.crds.FileNote;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.FileSliceStatus;
import dev.waybill.crds.FileTable;
import dev.waybill.crds.SliceStatus;
import dev.waybill.operator.job.FileTraces.Trace;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.archive.ArchiveEntry;
import dev.waybill.storage.archive.EntryPlace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SliceMakerTest {
  private static final JobRef JOB = new JobRef("ns", "j", "uid", Instant.EPOCH, new JobKeys("j"));

  @Test
  void a_slice_is_named_by_its_number_and_owned_by_its_job() {
    FileSlice slice = SliceMaker.slice(JOB, 12, entries(1250), Map.of());

    assertThat(slice.getMetadata().getName()).isEqualTo("j-s00012");
    assertThat(slice.getMetadata().getLabels()).containsEntry("waybill.dev/job", "j");
    assertThat(JOB.owns(slice)).isTrue();
    assertThat(slice.getSpec().firstIndex()).isEqualTo(1200);
    assertThat(slice.getSpec().count()).isEqualTo(50);
  }

  @Test
  void the_slices_of_an_archive_hold_every_file_once() {
    List<ArchiveEntry> entries = entries(201);

    assertThat(
            List.of(0, 1, 2).stream()
                .map(number -> SliceMaker.slice(JOB, number, entries, Map.of()))
                .flatMap(slice -> FileTable.decode(slice.getSpec().files()).stream())
                .map(file -> file.index() + "=" + file.name()))
        .hasSize(201)
        .startsWith("0=f0", "1=f1")
        .endsWith("199=f199", "200=f200");
  }

  @Test
  void the_longest_job_name_leaves_room_for_the_slices_number() {
    JobRef job = new JobRef("ns", "j".repeat(40), "uid", Instant.EPOCH, new JobKeys("j"));

    assertThat(SliceMaker.name(job, 99_999)).hasSizeLessThanOrEqualTo(63);
  }

  @Test
  void a_fresh_slice_has_nothing_tried_and_what_was_refused_failed() {
    EntryPlace place = new EntryPlace(0, 1, 1, 0, 0);
    List<ArchiveEntry> entries =
        List.of(new ArchiveEntry("a", place, null), new ArchiveEntry("b", null, "encrypted"));

    FileSliceStatus status = SliceStatus.of(SliceMaker.slice(JOB, 0, entries, Map.of()));

    assertThat(status.states()).isEqualTo("QF");
    assertThat(status.notes()).containsExactly(new FileNote(1, "encrypted"));
    assertThat(status.attempts()).isEmpty();
  }

  @Test
  void a_slice_that_replaces_a_lost_one_knows_what_was_done_from_its_creation_on() {
    Map<Integer, Trace> traces = Map.of(0, new Trace(2, 2), 2, new Trace(3, null));

    FileSliceStatus status = SliceStatus.of(SliceMaker.slice(JOB, 0, entries(4), traces));

    assertThat(status.states()).isEqualTo("CQQQ");
    assertThat(status.attempts().stream().map(Attempt::parse))
        .extracting(Attempt::file, Attempt::number, Attempt::kind)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0, 2, AttemptKind.SUCCEEDED),
            org.assertj.core.groups.Tuple.tuple(2, 3, AttemptKind.CANCELLED));
  }

  @Test
  void a_slices_own_status_goes_before_the_one_it_began_with() {
    FileSlice slice = SliceMaker.slice(JOB, 0, entries(2), Map.of(0, new Trace(1, 1)));
    slice.setStatus(SnapshotBuilder.states("CR"));

    assertThat(SliceStatus.of(slice).states()).isEqualTo("CR");
  }
}
