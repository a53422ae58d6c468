package dev.waybill.operator;

import dev.waybill.operator.file.FileSettings;
import dev.waybill.operator.job.JobSettings;
import dev.waybill.operator.kube.Env;
import dev.waybill.storage.StoreConfig;
import java.time.Duration;
import java.util.Map;

/**
 * Everything the operator can be told; keys {@code WAYBILL_OPERATOR_…}, and {@code WAYBILL_STORE_…}
 * of the store.
 *
 * @param namespace where jobs, slices and pods live
 * @param adminPort of {@code /healthz}, {@code /readyz} and {@code /metrics}; 0: any free one
 * @param leaderElection whether replicas elect the one that works; off, there must be only one
 * @param reconcileInterval one reconcile, so at most one status write, in it for each job and slice
 * @param workerImage of the pods that process documents and collect results
 */
public record OperatorConfig(
    String namespace,
    int adminPort,
    boolean leaderElection,
    Duration reconcileInterval,
    String workerImage,
    StoreConfig store,
    JobSettings jobs,
    FileSettings files) {

  /**
   * @throws IllegalArgumentException naming the key of the first value that cannot be used
   */
  public static OperatorConfig fromEnv(Map<String, String> environment) {
    Env env = new Env(environment, "WAYBILL_OPERATOR_");
    return new OperatorConfig(
        env.text("NAMESPACE", "waybill"),
        env.number("ADMIN_PORT", 8081, 0, 65_535),
        env.flag("LEADER_ELECTION", false),
        Duration.ofMillis(env.number("RECONCILE_MILLIS", 1000L, 1, 60_000)),
        env.text("WORKER_IMAGE", "waybill/worker:dev"),
        StoreConfig.fromEnv(environment),
        JobSettings.fromEnv(env),
        FileSettings.fromEnv(env));
  }
}
