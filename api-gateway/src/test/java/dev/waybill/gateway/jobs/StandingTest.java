package dev.waybill.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobSpec;
import dev.waybill.crds.ProcessingJobStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {
  private static final Instant ENDED = Instant.parse("2026-01-01T00:00:00Z");

  private static JobsConfig config(boolean ownerlessReadable) {
    return new JobsConfig("n", "in", "out", null, null, Duration.ofDays(7), ownerlessReadable);
  }

  private static ProcessingJob job(String owner, Integer ttlSeconds, JobState state) {
    var retention = ttlSeconds == null ? null : new ProcessingJobSpec.Retention(ttlSeconds, null);
    ProcessingJob job = new ProcessingJob();
    job.setSpec(
        new ProcessingJobSpec(owner, null, null, null, null, null, null, null, null, retention));
    job.setStatus(status(state, List.of()));
    return job;
  }

  private static ProcessingJobStatus status(JobState state, List<Condition> conditions) {
    String ended = state.terminal() ? ENDED.toString() : null;
    return new ProcessingJobStatus(
        1L, state, conditions, null, null, ended, null, null, null, null);
  }

  @ParameterizedTest
  @CsvSource({
    "alice, alice, true, OWN",
    "alice, alice, false, OWN",
    "alice, bob, true, UNKNOWN",
    "alice, Alice, true, UNKNOWN",
    ", bob, true, OWNERLESS",
    ", bob, false, UNKNOWN",
  })
  void a_job_is_its_creators_nobodys_or_unknown(
      String owner, String principal, boolean readable, Standing standing) {
    ProcessingJob job = job(owner, null, JobState.IN_PROGRESS);
    assertThat(Standing.of(job, principal, config(readable), ENDED)).isEqualTo(standing);
  }

  @ParameterizedTest
  @CsvSource({
    ", 604799, OWN",
    ", 604800, UNKNOWN",
    "60, 59, OWN",
    "60, 60, UNKNOWN",
    "864000, 604800, OWN",
  })
  void an_ended_job_is_unknown_once_its_time_is_over(
      Integer ttlSeconds, long secondsLater, Standing standing) {
    ProcessingJob job = job("alice", ttlSeconds, JobState.FAILED);
    Instant now = ENDED.plusSeconds(secondsLater);
    assertThat(Standing.of(job, "alice", config(true), now)).isEqualTo(standing);
  }

  @Test
  void a_job_that_has_not_ended_stays_however_long_it_takes() {
    ProcessingJob job = job("alice", 1, JobState.IN_PROGRESS);
    assertThat(Standing.of(job, "alice", config(true), ENDED.plus(Duration.ofDays(999))))
        .isEqualTo(Standing.OWN);
  }

  @Test
  void a_job_whose_data_is_gone_or_that_is_being_deleted_is_unknown() {
    ProcessingJob removed = job("alice", 864_000, JobState.SUCCEEDED);
    var condition = new ConditionBuilder().withType("DataRemoved").withStatus("True").build();
    removed.setStatus(status(JobState.SUCCEEDED, List.of(condition)));
    assertThat(Standing.of(removed, "alice", config(true), ENDED)).isEqualTo(Standing.UNKNOWN);
    ProcessingJob going = job("alice", null, JobState.IN_PROGRESS);
    going.getMetadata().setDeletionTimestamp(ENDED.toString());
    assertThat(Standing.of(going, "alice", config(true), ENDED)).isEqualTo(Standing.UNKNOWN);
  }
}
