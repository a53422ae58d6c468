package dev.waybill.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobSpec;
import dev.waybill.crds.ProcessingJobStatus;
import dev.waybill.gateway.http.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotasTest {
  private static final Instant NOW = Instant.parse("2026-01-08T00:00:00Z");

  private static Quotas quotas(int pending, int active, int kept, int perMinute) {
    var quota = new JobsConfig.Quota(pending, active, kept, perMinute);
    return new Quotas(
        new JobsConfig("n", "in", "out", null, quota, Duration.ofDays(7), true), () -> 0);
  }

  private static ProcessingJob job(String name, JobState state, String finishedAt) {
    ProcessingJob job = new ProcessingJob();
    job.getMetadata().setName(name);
    job.getMetadata().setUid(name);
    job.getMetadata().setCreationTimestamp("2026-01-01T00:00:00Z");
    job.setSpec(
        new ProcessingJobSpec("alice", null, null, null, null, null, null, null, null, null));
    job.setStatus(
        new ProcessingJobStatus(
            1L, state, List.of(), null, null, finishedAt, null, null, null, null));
    return job;
  }

  private static List<ProcessingJob> jobs(int count, JobState state, String finishedAt) {
    List<ProcessingJob> jobs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      jobs.add(job(state + "-" + i, state, finishedAt));
    }
    return jobs;
  }

  private static JobAccess.Holding all(List<ProcessingJob> jobs) {
    return new JobAccess.Holding(jobs, jobs);
  }

  private static Refusal refusal(Quotas quotas, JobAccess.Holding holding) {
    return catchThrowableOfType(Refusal.class, () -> quotas.reserve("alice", "next", holding, NOW));
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING_UPLOAD, 1,",
    "PENDING_UPLOAD, 2, Too many jobs wait for their upload",
    "IN_PROGRESS, 3,",
    "IN_PROGRESS, 4, Too many active jobs",
    "FAILED, 5,",
    "ABORTED, 5,",
    "FAILED, 6, Too many jobs kept",
    "ABORTED, 6, Too many jobs kept",
  })
  void one_more_is_made_while_there_is_room(JobState state, int jobs, String message) {
    String finishedAt = state.terminal() ? NOW.toString() : null;
    Refusal refused = refusal(quotas(2, 4, 6, 9), all(jobs(jobs, state, finishedAt)));
    if (message == null) {
      assertThat(refused).isNull();
    } else {
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused).hasMessage(message);
    }
  }

  @Test
  void what_is_past_its_time_or_being_deleted_is_kept_until_it_is_gone() {
    var holding = new JobAccess.Holding(jobs(2, JobState.FAILED, NOW.toString()), List.of());
    assertThat(refusal(quotas(9, 9, 2, 9), holding)).hasMessage("Too many jobs kept");
    assertThat(refusal(quotas(9, 9, 3, 9), holding)).isNull();
  }

  @Test
  void what_the_cache_has_not_heard_of_yet_is_kept_as_well() {
    Quotas quotas = quotas(9, 9, 2, 9);
    quotas.reserve("alice", "a", all(List.of()), NOW);
    quotas.reserve("alice", "b", all(List.of()), NOW);
    assertThat(refusal(quotas, all(List.of()))).hasMessage("Too many jobs kept");
    quotas.release("alice", "b");
    assertThatCode(() -> quotas.reserve("alice", "c", all(List.of()), NOW))
        .doesNotThrowAnyException();
  }

  @Test
  void a_job_that_the_cache_has_is_counted_once() {
    Quotas quotas = quotas(9, 9, 2, 9);
    quotas.reserve("alice", "FAILED-0", all(List.of()), NOW);
    assertThat(refusal(quotas, all(jobs(1, JobState.FAILED, NOW.toString())))).isNull();
  }

  /** Seven days after its end a job goes. */
  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:10:00Z, 600",
    "2026-01-01T00:00:01Z, 30",
    "2025-12-31T00:00:00Z, 30",
    "2026-01-07T00:00:00Z, 3600",
    ", 3600",
  })
  void over_the_kept_jobs_it_is_told_when_the_first_of_them_goes(String firstEnd, String seconds) {
    List<ProcessingJob> jobs = jobs(3, JobState.FAILED, "2026-01-07T12:00:00Z");
    jobs.add(job("first", firstEnd == null ? JobState.IN_PROGRESS : JobState.FAILED, firstEnd));
    Refusal refused = refusal(quotas(9, 9, 4, 9), all(jobs));
    assertThat(refused.headers()).containsEntry("Retry-After", seconds);
  }
}
