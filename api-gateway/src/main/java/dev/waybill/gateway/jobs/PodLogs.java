package dev.waybill.gateway.jobs;

import dev.waybill.crds.ProcessingJob;
import java.io.InputStream;
import java.util.Optional;

/** The logs of pods that run, or that nobody has cleaned up yet. */
@FunctionalInterface
public interface PodLogs {
  /**
   * What one attempt writes, as it does, until its container ends or a bound of time or size is
   * reached. Empty where its container has not started, or is gone.
   *
   * @param principal who reads it; has only so many at once
   * @param file its index in the job
   * @return the caller closes it
   */
  Optional<InputStream> follow(String principal, ProcessingJob job, int file, int attempt);
}
