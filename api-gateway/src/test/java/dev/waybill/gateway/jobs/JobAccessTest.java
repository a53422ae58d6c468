package dev.waybill.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobAccessTest {
  private static final String ID = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";
  private static final JobsConfig CONFIG =
      new JobsConfig("waybill", "in", "out", null, null, Duration.ofDays(7), true);

  private final Recorded jobs = new Recorded();
  private final JobAccess access = new JobAccess(jobs, CONFIG);

  @Test
  void a_cached_job_of_another_is_looked_up_exactly_like_an_unknown_one() {
    assertThat(access.find(ID, "bob")).isEmpty();
    List<String> unknown = List.copyOf(jobs.calls);
    jobs.calls.clear();
    jobs.cached = Optional.of(job("alice"));
    jobs.live = jobs.cached;
    assertThat(access.find(ID, "bob")).isEmpty();
    assertThat(jobs.calls).isEqualTo(unknown).containsExactly("cached " + ID, "live " + ID);
  }

  @Test
  void ones_own_cached_job_costs_the_API_server_nothing() {
    jobs.cached = Optional.of(job("alice"));
    assertThat(access.find(ID, "alice")).isPresent();
    assertThat(jobs.calls).containsExactly("cached " + ID);
  }

  @Test
  void ones_own_job_that_is_not_cached_yet_is_found_live() {
    jobs.live = Optional.of(job("alice"));
    assertThat(access.find(ID, "alice").orElseThrow().standing()).isEqualTo(Standing.OWN);
  }

  @Test
  void what_is_no_id_is_looked_up_nowhere() {
    jobs.live = Optional.of(job("alice"));
    for (String id : List.of("", "x", "../" + ID, ID.toUpperCase(Locale.ROOT), ID + "0")) {
      assertThat(access.find(id, "alice")).isEmpty();
    }
    assertThat(jobs.calls).isEmpty();
  }

  private static ProcessingJob job(String owner) {
    ProcessingJob job = new ProcessingJob();
    job.getMetadata().setName(ID);
    job.setSpec(new ProcessingJobSpec(owner, null, null, null, null, null, null, null, null, null));
    return job;
  }

  private static final class Recorded implements Jobs {
    private final List<String> calls = new ArrayList<>();
    private Optional<ProcessingJob> cached = Optional.empty();
    private Optional<ProcessingJob> live = Optional.empty();

    @Override
    public Optional<ProcessingJob> cached(String id) {
      calls.add("cached " + id);
      return cached;
    }

    @Override
    public Optional<ProcessingJob> live(String id) {
      calls.add("live " + id);
      return live;
    }

    @Override
    public Optional<ProcessingJob> refreshed(ProcessingJob job) {
      throw new AssertionError();
    }

    @Override
    public List<ProcessingJob> cachedOf(String principal) {
      throw new AssertionError();
    }

    @Override
    public Optional<ProcessingJob> create(ProcessingJob job) {
      throw new AssertionError();
    }

    @Override
    public Optional<ProcessingJob> terminate(ProcessingJob seen) {
      throw new AssertionError();
    }

    @Override
    public Optional<ProcessingJob> markUploaded(ProcessingJob seen, String eTag) {
      throw new AssertionError();
    }

    @Override
    public List<FileSlice> slices(ProcessingJob job, int expected) {
      throw new AssertionError();
    }

    @Override
    public boolean synced() {
      throw new AssertionError();
    }
  }
}
