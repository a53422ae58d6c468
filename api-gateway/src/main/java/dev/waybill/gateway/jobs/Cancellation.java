package dev.waybill.gateway.jobs;

import dev.waybill.crds.ProcessingJob;
import dev.waybill.gateway.http.Refusal;
import java.time.Duration;
import java.util.Optional;

/** Asks for a job's end; the operator does it. */
public final class Cancellation {
  private static final int TRIES = 10;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Jobs jobs;

  public Cancellation(Jobs jobs) {
    this.jobs = jobs;
  }

  /**
   * @param accepted false where there was nothing to do: ended already, or cancelled before
   */
  public record Outcome(ProcessingJob job, boolean accepted) {}

  /**
   * Decided on the job as the API server has it; empty where it is gone.
   *
   * @throws Refusal 503 where the job changes faster than it can be cancelled
   */
  public Optional<Outcome> cancel(ProcessingJob seen) {
    for (int i = 0; i < TRIES; i++) {
      Optional<ProcessingJob> current = jobs.refreshed(seen);
      if (current.isEmpty() || over(current.get())) {
        // what was not over when this call came, and is cancelled now, may be its own doing: of a
        // patch that was sent again only the second answer is known
        boolean own = i > 0 && current.map(Cancellation::cancelled).orElse(false);
        return current.map(job -> new Outcome(job, own));
      }
      Optional<ProcessingJob> patched = jobs.terminate(current.get());
      if (patched.isPresent()) {
        return Optional.of(new Outcome(patched.get(), true));
      }
    }
    throw Refusal.unavailable(RETRY);
  }

  private static boolean over(ProcessingJob job) {
    boolean ended =
        job.getStatus() != null
            && job.getStatus().state() != null
            && job.getStatus().state().terminal();
    return ended || cancelled(job);
  }

  private static boolean cancelled(ProcessingJob job) {
    return Boolean.TRUE.equals(job.getSpec().terminate());
  }
}
