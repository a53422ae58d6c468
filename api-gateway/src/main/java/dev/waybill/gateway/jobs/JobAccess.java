package dev.waybill.gateway.jobs;

import dev.waybill.crds.ProcessingJob;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds jobs for a principal; what is not for it is not there. */
public final class JobAccess {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final Jobs jobs;
  private final JobsConfig config;

  public JobAccess(Jobs jobs, JobsConfig config) {
    this.jobs = jobs;
    this.config = config;
  }

  /**
   * @param standing OWN or OWNERLESS
   */
  public record Found(ProcessingJob job, Standing standing) {}

  /**
   * A job that the principal may read. A cached job of another is looked up live like one that is
   * not cached, so that neither answer nor time tells the two apart; and a job is found through any
   * replica from the moment it was made.
   */
  public Optional<Found> find(String id, String principal) {
    if (!ID.matcher(id).matches()) {
      return Optional.empty();
    }
    return jobs.cached(id)
        .flatMap(job -> standing(job, principal))
        .or(() -> jobs.live(id).flatMap(job -> standing(job, principal)));
  }

  /**
   * What a principal has, in no order.
   *
   * @param kept all of its jobs that exist
   * @param own those of them that are there for it: neither past their time nor being deleted
   */
  public record Holding(List<ProcessingJob> kept, List<ProcessingJob> own) {}

  public Holding holding(String principal) {
    Instant now = Instant.now();
    List<ProcessingJob> kept = jobs.cachedOf(principal);
    return new Holding(
        kept,
        kept.stream()
            .filter(job -> Standing.of(job, principal, config, now) == Standing.OWN)
            .toList());
  }

  /** The principal's own jobs, in no order. */
  public List<ProcessingJob> own(String principal) {
    return holding(principal).own();
  }

  private Optional<Found> standing(ProcessingJob job, String principal) {
    Standing standing = Standing.of(job, principal, config, Instant.now());
    return standing == Standing.UNKNOWN ? Optional.empty() : Optional.of(new Found(job, standing));
  }
}
