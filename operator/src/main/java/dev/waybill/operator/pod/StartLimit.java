package dev.waybill.operator.pod;

import dev.waybill.operator.kube.Env;
import java.time.Duration;

/** How long a pod may take to begin its work: scheduling, image, fetching. */
public final class StartLimit {
  private static final int WEEK_SECONDS = 7 * 86_400;

  private StartLimit() {}

  public static Duration fromEnv(Env env) {
    return env.seconds("START_SECONDS", Duration.ofHours(1), 1, WEEK_SECONDS);
  }
}
