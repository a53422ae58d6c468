package dev.waybill.crds;

import static dev.waybill.crds.JobState.ABORTED;
import static dev.waybill.crds.JobState.FAILED;
import static dev.waybill.crds.JobState.IN_PROGRESS;
import static dev.waybill.crds.JobState.PARTIALLY_SUCCEEDED;
import static dev.waybill.crds.JobState.PENDING_UPLOAD;
import static dev.waybill.crds.JobState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatesTest {
  private static final Map<JobState, Set<JobState>> JOB_MOVES =
      Map.of(
          PENDING_UPLOAD, EnumSet.of(PENDING_UPLOAD, IN_PROGRESS, FAILED, ABORTED),
          IN_PROGRESS, EnumSet.of(IN_PROGRESS, SUCCEEDED, PARTIALLY_SUCCEEDED, FAILED, ABORTED),
          SUCCEEDED, EnumSet.of(SUCCEEDED),
          PARTIALLY_SUCCEEDED, EnumSet.of(PARTIALLY_SUCCEEDED),
          FAILED, EnumSet.of(FAILED),
          ABORTED, EnumSet.of(ABORTED));

  private static final Map<FileState, Set<FileState>> FILE_MOVES =
      Map.of(
          FileState.QUEUED,
              EnumSet.of(
                  FileState.QUEUED, FileState.IN_PROGRESS, FileState.FAILED, FileState.ABORTED),
          FileState.IN_PROGRESS, EnumSet.allOf(FileState.class),
          FileState.COMPLETED, EnumSet.of(FileState.COMPLETED),
          FileState.FAILED, EnumSet.of(FileState.FAILED),
          FileState.ABORTED, EnumSet.of(FileState.ABORTED));

  @ParameterizedTest
  @EnumSource
  void a_job_moves_only_as_the_table_says(JobState from) {
    for (JobState to : JobState.values()) {
      assertThat(from.mayBecome(to))
          .as("%s to %s", from, to)
          .isEqualTo(JOB_MOVES.get(from).contains(to));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_file_moves_only_as_the_table_says(FileState from) {
    for (FileState to : FileState.values()) {
      assertThat(from.mayBecome(to))
          .as("%s to %s", from, to)
          .isEqualTo(FILE_MOVES.get(from).contains(to));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_jobs_end_is_a_state_that_it_never_leaves(JobState state) {
    assertThat(state.terminal()).isEqualTo(JOB_MOVES.get(state).equals(Set.of(state)));
  }

  @ParameterizedTest
  @EnumSource
  void only_a_job_with_completed_files_has_a_result(JobState state) {
    assertThat(state.hasResult()).isEqualTo(Set.of(SUCCEEDED, PARTIALLY_SUCCEEDED).contains(state));
  }

  @ParameterizedTest
  @EnumSource
  void a_files_state_is_read_back_from_its_character(FileState state) {
    assertThat(FileState.of(state.code())).isEqualTo(state);
  }

  @ParameterizedTest
  @EnumSource
  void an_attempts_kind_is_read_back_from_its_character(AttemptKind kind) {
    assertThat(AttemptKind.of(kind.code())).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource
  void what_the_cluster_or_the_caller_did_uses_no_attempt(AttemptKind kind) {
    assertThat(kind.counted())
        .isEqualTo(
            !Set.of(
                    AttemptKind.RUNNING,
                    AttemptKind.DISRUPTED,
                    AttemptKind.EXPIRED,
                    AttemptKind.CANCELLED)
                .contains(kind));
  }

  @ParameterizedTest
  @ValueSource(chars = {'q', ' ', 'Z'})
  void a_character_of_no_state_is_refused(char code) {
    assertThatIllegalArgumentException().isThrownBy(() -> FileState.of(code));
    assertThatIllegalArgumentException().isThrownBy(() -> AttemptKind.of(code));
  }
}
