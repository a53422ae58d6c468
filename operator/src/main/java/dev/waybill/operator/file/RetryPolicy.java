package dev.waybill.operator.file;

import static dev.waybill.crds.AttemptKind.DISRUPTED;
import static dev.waybill.crds.AttemptKind.EXPIRED;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.Waybill;
import dev.waybill.operator.pod.BackOff;
import java.time.Instant;
import java.util.List;

/**
 * What becomes of a file after an attempt has ended (contract, batch: what the cluster did is not
 * the file's failure; behaviour C.8: a timed-out attempt is never retried).
 *
 * @param attempts that count, in all
 */
record RetryPolicy(int attempts, BackOff backOff) {

  /** Where the file goes from here. */
  sealed interface Next {
    record Completed() implements Next {}

    record Aborted() implements Next {}

    record Failed(String reason) implements Next {}

    /**
     * @param notBefore when the next attempt may start
     */
    record Again(Instant notBefore, String reason) implements Next {}
  }

  /**
   * @param all of the file's attempts, oldest first; the last has ended
   */
  Next after(List<Attempt> all) {
    Attempt last = all.getLast();
    return switch (last.kind()) {
      case SUCCEEDED -> new Next.Completed();
      case CANCELLED -> new Next.Aborted();
      case TIMED_OUT -> new Next.Failed(last.reason());
      case DISRUPTED, EXPIRED -> uncounted(all, last);
      case FAILED, OUT_OF_MEMORY -> counted(all, last);
      case RUNNING -> throw new IllegalArgumentException("the attempt has not ended");
    };
  }

  private Next counted(List<Attempt> all, Attempt last) {
    int used = (int) all.stream().filter(attempt -> attempt.kind().counted()).count();
    if (used < attempts) {
      return new Next.Again(stopped(last).plus(backOff.after(used)), last.reason());
    }
    return new Next.Failed(
        used == 1 ? last.reason() : last.reason() + " (after " + used + " attempts)");
  }

  private Next uncounted(List<Attempt> all, Attempt last) {
    int times =
        (int) all.stream().filter(one -> one.kind() == DISRUPTED || one.kind() == EXPIRED).count();
    if (times >= Waybill.MAX_DISRUPTED_ATTEMPTS) {
      return new Next.Failed("disrupted too often: " + last.reason());
    }
    Instant notBefore =
        last.kind() == EXPIRED ? stopped(last) : stopped(last).plus(backOff.after(times));
    return new Next.Again(notBefore, last.reason());
  }

  private static Instant stopped(Attempt attempt) {
    return attempt.stoppedAt() == null ? Instant.EPOCH : attempt.stoppedAt();
  }
}
