package dev.waybill.operator.job;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;

/** Every job's findings, by uid. Thread-safe. */
final class FindingsBoard {
  private final ConcurrentMap<String, Findings> byUid = new ConcurrentHashMap<>();

  Findings of(JobRef job) {
    return byUid.computeIfAbsent(job.uid(), uid -> Findings.NONE);
  }

  /** Changes nothing for a job that has been forgotten. */
  void update(JobRef job, UnaryOperator<Findings> change) {
    byUid.computeIfPresent(job.uid(), (uid, findings) -> change.apply(findings));
  }

  /** Whether the job was idle; it is busy now. */
  boolean begin(JobRef job) {
    boolean[] idle = {false};
    update(
        job,
        findings -> {
          idle[0] = !findings.busy();
          return findings.withBusy(true);
        });
    return idle[0];
  }

  void forget(JobRef job) {
    byUid.remove(job.uid());
  }
}
