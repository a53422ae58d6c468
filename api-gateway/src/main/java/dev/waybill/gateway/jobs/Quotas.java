package dev.waybill.gateway.jobs;

import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.gateway.http.RateLimiter;
import dev.waybill.gateway.http.Refusal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What a principal may have at once. Counted in the cache, and besides it what this gateway has
 * created and the cache has not heard of yet: a burst does not slip through.
 */
public final class Quotas {
  private static final Duration RETRY = Duration.ofSeconds(30);
  private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();

  private final JobsConfig.Quota limits;
  private final LongSupplier nanos;
  private final RateLimiter rate;
  private final ConcurrentHashMap<String, Map<String, Long>> fresh = new ConcurrentHashMap<>();

  /**
   * @param nanos a clock such as {@link System#nanoTime}
   */
  public Quotas(JobsConfig.Quota limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
    this.rate = new RateLimiter(limits.creationsPerMinute(), nanos);
  }

  /**
   * @throws Refusal 429 where the principal asks for jobs too fast
   */
  public void admitRequest(String principal) {
    rate.take(principal)
        .ifPresent(
            wait -> {
              throw Refusal.tooMany("Too many jobs created", wait);
            });
  }

  /**
   * Takes a place for one more job; give it back with {@link #release} when none comes of it.
   *
   * @param cached the principal's jobs
   * @throws Refusal 429 where there is none left
   */
  public void reserve(String principal, String jobId, List<ProcessingJob> cached) {
    Count[] count = new Count[1];
    fresh.compute(
        principal,
        (key, old) -> {
          Map<String, Long> recent = unheard(old, cached);
          count[0] = Count.of(cached, recent.size());
          if (count[0].within(limits)) {
            recent.put(jobId, nanos.getAsLong());
          }
          return recent.isEmpty() ? null : recent;
        });
    if (count[0].pending() >= limits.pendingUploads()) {
      throw Refusal.tooMany("Too many jobs wait for their upload", RETRY);
    }
    if (count[0].active() >= limits.activeJobs()) {
      throw Refusal.tooMany("Too many active jobs", RETRY);
    }
  }

  public void release(String principal, String jobId) {
    fresh.computeIfPresent(
        principal,
        (key, recent) -> {
          Map<String, Long> left = new HashMap<>(recent);
          left.remove(jobId);
          return left.isEmpty() ? null : left;
        });
  }

  private Map<String, Long> unheard(Map<String, Long> old, List<ProcessingJob> cached) {
    Map<String, Long> recent = new HashMap<>(old == null ? Map.of() : old);
    Set<String> known = new HashSet<>();
    cached.forEach(job -> known.add(job.jobId()));
    long now = nanos.getAsLong();
    recent.entrySet().removeIf(e -> known.contains(e.getKey()) || now - e.getValue() > FRESH_NANOS);
    return recent;
  }

  private record Count(long pending, long active) {
    static Count of(List<ProcessingJob> cached, int unheard) {
      List<JobState> states = cached.stream().map(JobWords::state).toList();
      return new Count(
          states.stream().filter(state -> state == JobState.PENDING_UPLOAD).count() + unheard,
          states.stream().filter(state -> !state.terminal()).count() + unheard);
    }

    boolean within(JobsConfig.Quota limits) {
      return pending < limits.pendingUploads() && active < limits.activeJobs();
    }
  }
}
