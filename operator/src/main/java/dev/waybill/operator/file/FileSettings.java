package dev.waybill.operator.file;

import dev.waybill.operator.kube.Env;
import dev.waybill.operator.kube.TroubleLimit;
import dev.waybill.operator.pod.BackOff;
import dev.waybill.operator.pod.StartLimit;
import dev.waybill.operator.pod.WorkerPod;
import dev.waybill.operator.pod.WorkerPods;
import java.time.Duration;

/**
 * What the file side can be told.
 *
 * @param maxRunning files in progress at once, over all jobs
 * @param podListInterval at least so long between two LISTs of a slice's pods
 * @param grantLife of the presigned URLs that pods are given; renewed at half of it
 * @param maxObjectBytes of one object that a pod writes to the store
 * @param backOff between a file's attempts
 * @param keepEndedJobs how long the Jobs of a slice that is done with are kept while its job goes
 *     on
 * @param startLimit how long an attempt may take to begin its work
 * @param terminatingLimit how long a pod may be overdue to be gone before its node counts as lost
 * @param logBytes of an attempt's log that are kept, its end
 * @param logPatience how long a log waits for a store that does not take it
 * @param pod of an attempt, where the job does not say
 */
public record FileSettings(
    int maxRunning,
    Duration podListInterval,
    Duration grantLife,
    long maxObjectBytes,
    BackOff backOff,
    Duration keepEndedJobs,
    Duration startLimit,
    Duration terminatingLimit,
    int logBytes,
    Duration logPatience,
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
        BackOff.fromEnv(env),
        env.seconds("KEEP_ENDED_SECONDS", Duration.ofMinutes(10), 0, WEEK),
        StartLimit.fromEnv(env),
        env.seconds("TERMINATING_SECONDS", Duration.ofMinutes(5), 1, DAY),
        env.number("LOG_BYTES", 256 << 10, 1024, 16 << 20),
        TroubleLimit.fromEnv(env),
        WorkerPods.fromEnv(env));
  }
}
