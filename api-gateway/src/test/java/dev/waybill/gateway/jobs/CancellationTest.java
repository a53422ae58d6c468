package dev.waybill.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobSpec;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CancellationTest {
  private final ProcessingJob cancelled = job(true);
  private ProcessingJob stored = job(null);

  @Test
  void a_cancellation_whose_answer_was_lost_is_still_this_calls_own() {
    Jobs jobs =
        jobs(
            () -> {
              // sent twice: the first was done, the second finds another version
              stored = cancelled;
              return Optional.empty();
            });

    Cancellation.Outcome outcome = new Cancellation(jobs).cancel(stored).orElseThrow();

    assertThat(outcome.accepted()).isTrue();
    assertThat(outcome.job()).isSameAs(cancelled);
  }

  @Test
  void one_that_was_cancelled_before_the_call_came_is_not() {
    stored = cancelled;

    assertThat(new Cancellation(jobs(Optional::empty)).cancel(stored).orElseThrow().accepted())
        .isFalse();
  }

  private interface Patch {
    Optional<ProcessingJob> run();
  }

  private Jobs jobs(Patch terminate) {
    return (Jobs)
        Proxy.newProxyInstance(
            Jobs.class.getClassLoader(),
            new Class<?>[] {Jobs.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "refreshed" -> Optional.of(stored);
                  case "terminate" -> terminate.run();
                  default -> throw new AssertionError(method);
                });
  }

  private static ProcessingJob job(Boolean terminate) {
    ProcessingJob job = new ProcessingJob();
    job.setSpec(
        new ProcessingJobSpec(null, null, null, null, null, null, null, null, terminate, null));
    return job;
  }
}
