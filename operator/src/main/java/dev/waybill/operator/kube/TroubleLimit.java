package dev.waybill.operator.kube;

import java.time.Duration;

/** How long the store or the Kubernetes API may hold up a job's own steps, and its logs. */
public final class TroubleLimit {
  private static final long YEAR_SECONDS = 366L * 24 * 60 * 60;

  private TroubleLimit() {}

  public static Duration fromEnv(Env env) {
    return env.seconds("TROUBLE_LIMIT_SECONDS", Duration.ofDays(1), 60, YEAR_SECONDS);
  }
}
