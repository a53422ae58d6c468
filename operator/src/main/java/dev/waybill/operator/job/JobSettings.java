package dev.waybill.operator.job;

import dev.waybill.crds.Waybill;
import dev.waybill.operator.kube.Env;
import dev.waybill.operator.kube.TroubleLimit;
import dev.waybill.operator.pod.BackOff;
import dev.waybill.operator.pod.StartLimit;
import dev.waybill.storage.archive.ArchiveLimits;
import java.time.Duration;
import java.util.List;

/**
 * What the job side can be told.
 *
 * @param storeSecret the Secret with the store's credentials that {@code collect} pods are given
 * @param collectServiceAccount of {@code collect} pods, for stores that know pods by theirs; null:
 *     the namespace's default one
 * @param allowedPlaces of archives that people wrote into a resource
 * @param headsPerSecond how often at most the store is asked for uploads, over all jobs
 * @param retention of an ended job that does not say itself
 * @param sliceGrace how long an ended job's slices remain beside its manifest
 * @param removalLimit how long a job's deletion waits for its data to be gone
 * @param collectLimit how long one {@code collect} Job may take, waiting included
 * @param startLimit how long a {@code collect} pod may take to start
 * @param collectAttempts that fail before a job's results count as impossible to assemble
 * @param collectBackOff between one {@code collect} Job and the next
 * @param troubleLimit how long the store or the Kubernetes API may hold up a job's own steps
 */
public record JobSettings(
    String storeSecret,
    String collectServiceAccount,
    List<AllowedPlace> allowedPlaces,
    ArchiveLimits archiveLimits,
    int headsPerSecond,
    Duration retention,
    Duration sliceGrace,
    Duration removalLimit,
    Duration collectLimit,
    Duration startLimit,
    int collectAttempts,
    BackOff collectBackOff,
    Duration troubleLimit) {
  /** What a deletion that gives up leaves must not pass for the next job's: clocks differ. */
  private static final long LEAST_REMOVAL = Waybill.CLOCK_SKEW.multipliedBy(2).toSeconds();

  private static final long YEAR_SECONDS = 366L * 24 * 60 * 60;

  public static JobSettings fromEnv(Env env) {
    return new JobSettings(
        env.text("STORE_SECRET", "waybill-store"),
        env.text("COLLECT_SERVICE_ACCOUNT", null),
        places(env),
        limits(env),
        env.number("HEADS_PER_SECOND", 50, 1, 10_000),
        env.seconds("RETENTION_SECONDS", Duration.ofDays(7), 0, YEAR_SECONDS),
        env.seconds("SLICE_GRACE_SECONDS", Duration.ofMinutes(5), 0, YEAR_SECONDS),
        env.seconds("REMOVAL_LIMIT_SECONDS", Duration.ofMinutes(10), LEAST_REMOVAL, 86_400),
        env.seconds("COLLECT_LIMIT_SECONDS", Duration.ofHours(1), 10, 86_400),
        StartLimit.fromEnv(env),
        env.number("COLLECT_ATTEMPTS", 3, 1, 10),
        BackOff.fromEnv(env),
        TroubleLimit.fromEnv(env));
  }

  private static List<AllowedPlace> places(Env env) {
    try {
      return AllowedPlace.parseAll(env.text("ALLOWED_PLACES", ""));
    } catch (IllegalArgumentException e) {
      throw env.wrong("ALLOWED_PLACES", "must be a list of namespace=bucket/prefix");
    }
  }

  private static ArchiveLimits limits(Env env) {
    ArchiveLimits absent = ArchiveLimits.DEFAULT;
    return new ArchiveLimits(
        env.number("MAX_FILES", absent.maxFiles(), 1, 1_000_000),
        env.number("MAX_TOTAL_BYTES", absent.maxTotalBytes(), 1, Long.MAX_VALUE),
        env.number("MAX_RATIO", absent.maxRatio(), 1, Integer.MAX_VALUE),
        absent.ratioFromBytes());
  }
}
