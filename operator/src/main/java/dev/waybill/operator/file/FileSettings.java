package dev.waybill.operator.file;

import dev.waybill.operator.kube.Env;
import dev.waybill.operator.pod.WorkerPod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;
import java.util.Map;

/**
 * What the file side can be told.
 *
 * @param maxRunning files in progress at once, over all jobs
 * @param podListInterval at least so long between two LISTs of a slice's pods
 * @param grantLife of the presigned URLs that pods are given; renewed at half of it
 * @param maxObjectBytes of one object that a pod writes to the store
 * @param firstBackOff between a file's first attempt and its second; doubled after that
 * @param longestBackOff ever
 * @param keepEndedJobs how long the Jobs of a slice that is done with are kept while its job goes
 *     on
 * @param pod of an attempt, where the job does not say
 */
public record FileSettings(
    int maxRunning,
    Duration podListInterval,
    Duration grantLife,
    long maxObjectBytes,
    Duration firstBackOff,
    Duration longestBackOff,
    Duration keepEndedJobs,
    WorkerPod pod) {
  private static final int DAY = 86_400;

  /** A presigned URL's longest life (AWS Signature Version 4). */
  private static final int WEEK = 7 * DAY;

  public static FileSettings fromEnv(Env env) {
    return new FileSettings(
        env.number("MAX_RUNNING", 500, 1, 100_000),
        env.seconds("POD_LIST_SECONDS", Duration.ofSeconds(5), 1, 300),
        env.seconds("GRANT_SECONDS", Duration.ofHours(6), 60, WEEK),
        env.number("MAX_OBJECT_BYTES", 64L << 20, 1, 5L << 30),
        env.seconds("BACK_OFF_SECONDS", Duration.ofSeconds(10), 0, 3600),
        env.seconds("MAX_BACK_OFF_SECONDS", Duration.ofMinutes(5), 0, DAY),
        env.seconds("KEEP_ENDED_SECONDS", Duration.ofMinutes(10), 0, WEEK),
        pod(env));
  }

  private static WorkerPod pod(Env env) {
    return new WorkerPod(
        env.number("WORKER_USER", 10_001L, 1, 4_000_000_000L),
        Map.of(
            "cpu", quantity(env, "WORKER_CPU", "250m"),
            "memory", quantity(env, "WORKER_MEMORY", "512Mi")),
        Map.of("memory", quantity(env, "WORKER_MEMORY_LIMIT", "1Gi")),
        quantity(env, "WORKER_TMP", "1Gi"),
        env.number("WORKER_GRACE_SECONDS", 10L, 0, 3600));
  }

  private static Quantity quantity(Env env, String name, String absent) {
    try {
      Quantity quantity = Quantity.parse(env.text(name, absent));
      quantity.getNumericalAmount();
      return quantity;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw env.wrong(name, "must be a Kubernetes quantity, such as 512Mi");
    }
  }
}
