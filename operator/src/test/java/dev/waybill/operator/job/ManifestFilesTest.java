package dev.waybill.operator.job;

import static dev.waybill.operator.job.SnapshotBuilder.entries;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.crds.FileNote;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.FileSliceStatus;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.manifest.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestFilesTest {
  private static final JobKeys KEYS = new JobKeys("j");
  private static final Instant START = Instant.parse("2026-05-01T12:00:00Z");

  @Test
  void a_completed_file_names_the_output_of_the_attempt_that_completed_it() {
    Manifest.File file = files().getFirst();

    assertThat(file.state()).isEqualTo("COMPLETED");
    assertThat(file.output()).isEqualTo(KEYS.attempt(0, 2));
    assertThat(file.reason()).isNull();
    assertThat(file.attempts())
        .extracting(Manifest.Attempt::kind)
        .containsExactly("DISRUPTED", "SUCCEEDED");
    assertThat(file.attempts().getLast().exitCode()).isZero();
    assertThat(file.attempts().getLast().startedAt()).isEqualTo("2026-05-01T12:00:00Z");
  }

  @Test
  void a_file_that_failed_has_its_reason_and_no_output() {
    Manifest.File file = files().get(1);

    assertThat(file.state()).isEqualTo("FAILED");
    assertThat(file.reason()).isEqualTo("the document is damaged");
    assertThat(file.output()).isNull();
  }

  @Test
  void a_file_that_was_never_tried_has_no_attempts() {
    Manifest.File file = files().get(2);

    assertThat(file.state()).isEqualTo("ABORTED");
    assertThat(file.attempts()).isEmpty();
    assertThat(file.name()).isEqualTo("f2");
  }

  private static List<Manifest.File> files() {
    FileSlice slice =
        SliceMaker.slice(
            new JobRef("ns", "j", "uid", Instant.EPOCH, KEYS), 0, entries(3), Map.of());
    slice.setStatus(
        new FileSliceStatus(
            "CFA",
            List.of(new FileNote(1, "the document is damaged")),
            List.of(
                attempt(0, 1, AttemptKind.DISRUPTED, null),
                attempt(0, 2, AttemptKind.SUCCEEDED, 0),
                attempt(1, 1, AttemptKind.FAILED, 1))));
    return ManifestFiles.of(KEYS, slice);
  }

  private static String attempt(int file, int number, AttemptKind kind, Integer exitCode) {
    return new Attempt(file, number, kind, exitCode, START, START.plusSeconds(1), "p", "n", "")
        .line();
  }
}
