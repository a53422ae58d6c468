package dev.waybill.gateway.jobs;

import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.gateway.http.RateLimiter;
import dev.waybill.gateway.http.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What a principal may have at once, and create in a minute. Counted in the cache, which has what
 * every replica made, and besides it what this gateway has created and the cache has not heard of
 * yet: no burst slips through but what several replicas let in while their watches are late.
 *
 * <p>A look takes time by the principal's jobs, a comparison of two texts each; they are walked
 * anyway for the places that they take.
 */
public final class Quotas {
  private static final Duration RETRY = Duration.ofSeconds(30);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Nobody need ask more often where a job's time has days to go, nor wait them out. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private final JobsConfig.Quota limits;
  private final Duration retention;
  private final LongSupplier nanos;
  private final RateLimiter rate;
  private final ConcurrentHashMap<String, Map<String, Long>> fresh = new ConcurrentHashMap<>();

  /**
   * @param nanos a clock such as {@link System#nanoTime}
   */
  public Quotas(JobsConfig config, LongSupplier nanos) {
    this.limits = config.quota();
    this.retention = config.retention();
    this.nanos = nanos;
    this.rate = new RateLimiter(limits.creationsPerMinute(), nanos);
  }

  /**
   * Asked before anything is counted, of this replica alone: requests that make no job cost
   * something too.
   *
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
   * @param cached what the principal has
   * @throws Refusal 429 where there is none left
   */
  public void reserve(String principal, String jobId, JobAccess.Holding cached, Instant now) {
    List<Instant> made = made(cached.own(), now);
    Count[] count = new Count[1];
    fresh.compute(
        principal,
        (key, old) -> {
          Map<String, Long> recent = unheard(old, cached.kept());
          count[0] = Count.of(cached, recent.size(), made.size());
          if (count[0].within(limits)) {
            recent.put(jobId, nanos.getAsLong());
          }
          return recent.isEmpty() ? null : recent;
        });
    refuse(count[0], cached.kept(), made, now);
  }

  private void refuse(Count count, List<ProcessingJob> kept, List<Instant> made, Instant now) {
    if (count.kept() >= limits.keptJobs()) {
      throw Refusal.tooMany("Too many jobs kept", untilOneGoes(kept, now));
    }
    if (count.pending() >= limits.pendingUploads()) {
      throw Refusal.tooMany("Too many jobs wait for their upload", RETRY);
    }
    if (count.active() >= limits.activeJobs()) {
      throw Refusal.tooMany("Too many active jobs", RETRY);
    }
    if (count.made() >= limits.creationsPerMinute()) {
      throw Refusal.tooMany("Too many jobs created", untilRoom(made, count.made(), now));
    }
  }

  /** When those of the last minute were made, by the API server's clock. */
  private static List<Instant> made(List<ProcessingJob> cached, Instant now) {
    // Two times of the same form are in the order of their texts.
    String since = now.minus(MINUTE).truncatedTo(ChronoUnit.SECONDS).toString();
    return cached.stream()
        .map(job -> job.getMetadata().getCreationTimestamp())
        .filter(time -> time.compareTo(since) > 0)
        .map(Instant::parse)
        .toList();
  }

  /** When so many of them will be older than a minute that one more may be made. */
  private Duration untilRoom(List<Instant> made, long count, Instant now) {
    int last = (int) (count - limits.creationsPerMinute());
    return made.stream()
        .sorted()
        .skip(last)
        .findFirst()
        .map(time -> Duration.between(now, time.plus(MINUTE)))
        .filter(wait -> wait.compareTo(MINUTE) < 0)
        .orElse(MINUTE);
  }

  /** When the first of those that have ended is past its time. */
  private Duration untilOneGoes(List<ProcessingJob> kept, Instant now) {
    return kept.stream()
        .filter(job -> job.getStatus() != null && job.getStatus().finishedAt() != null)
        .min(Comparator.comparing(job -> job.getStatus().finishedAt()))
        .map(this::past)
        .map(time -> Duration.between(now, time))
        .filter(wait -> wait.compareTo(LONGEST) < 0)
        .map(wait -> wait.compareTo(RETRY) < 0 ? RETRY : wait)
        .orElse(LONGEST);
  }

  private Instant past(ProcessingJob ended) {
    return Instant.parse(ended.getStatus().finishedAt()).plus(Standing.stays(ended, retention));
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
    recent
        .entrySet()
        .removeIf(e -> known.contains(e.getKey()) || now - e.getValue() > MINUTE.toNanos());
    return recent;
  }

  private record Count(long kept, long pending, long active, long made) {
    static Count of(JobAccess.Holding cached, int unheard, int made) {
      List<JobState> states = cached.own().stream().map(JobWords::state).toList();
      return new Count(
          (long) cached.kept().size() + unheard,
          states.stream().filter(state -> state == JobState.PENDING_UPLOAD).count() + unheard,
          states.stream().filter(state -> !state.terminal()).count() + unheard,
          (long) made + unheard);
    }

    boolean within(JobsConfig.Quota limits) {
      return kept < limits.keptJobs()
          && pending < limits.pendingUploads()
          && active < limits.activeJobs()
          && made < limits.creationsPerMinute();
    }
  }
}
