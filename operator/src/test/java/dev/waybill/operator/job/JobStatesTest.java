package dev.waybill.operator.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJobStatus.Counts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behaviour A.5, row by row, and its gate. */
class JobStatesTest {
  @ParameterizedTest(
      name = "{0} queued {1} running {2} completed {3} failed {4} aborted, ready {5}: {6}")
  @CsvSource({
    "0,0,0,0,0,false,PENDING_UPLOAD",
    "1,0,0,0,0,false,IN_PROGRESS",
    "0,1,0,0,0,false,IN_PROGRESS",
    "1,0,2,0,0,true,IN_PROGRESS",
    "0,1,2,1,1,true,IN_PROGRESS",
    "0,0,3,0,0,true,SUCCEEDED",
    "0,0,3,0,0,false,IN_PROGRESS",
    "0,0,1,2,0,true,PARTIALLY_SUCCEEDED",
    "0,0,1,0,2,true,PARTIALLY_SUCCEEDED",
    "0,0,1,1,1,true,PARTIALLY_SUCCEEDED",
    "0,0,1,1,1,false,IN_PROGRESS",
    "0,0,0,0,2,false,ABORTED",
    "0,0,0,0,2,true,ABORTED",
    "0,0,0,2,0,false,FAILED",
    "0,0,0,1,1,false,FAILED",
    "0,0,0,1,1,true,FAILED"
  })
  void a_jobs_state_follows_from_its_files(
      int queued,
      int running,
      int completed,
      int failed,
      int aborted,
      boolean ready,
      JobState expected) {
    int terminal = completed + failed + aborted;
    Counts counts =
        new Counts(
            queued + running + terminal, queued, running, completed, failed, aborted, terminal);

    assertThat(JobStates.of(counts, ready)).isEqualTo(expected);
  }
}
