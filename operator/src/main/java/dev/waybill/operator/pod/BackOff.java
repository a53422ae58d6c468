package dev.waybill.operator.pod;

import dev.waybill.operator.kube.Env;
import java.time.Duration;

/**
 * How long what was tried rests before its next attempt: doubled each time. Without jitter, because
 * the dispatcher spreads starts anyway and a plan must be the same for the same snapshot.
 *
 * @param first after the first failure
 * @param longest ever
 */
public record BackOff(Duration first, Duration longest) {
  private static final int HOUR_SECONDS = 3600;
  private static final int DAY_SECONDS = 86_400;

  public static BackOff fromEnv(Env env) {
    return new BackOff(
        env.seconds("BACK_OFF_SECONDS", Duration.ofSeconds(10), 0, HOUR_SECONDS),
        env.seconds("MAX_BACK_OFF_SECONDS", Duration.ofMinutes(5), 0, DAY_SECONDS));
  }

  /**
   * @param failures so far, at least 1
   */
  public Duration after(int failures) {
    Duration rest = first.multipliedBy(1L << Math.min(failures - 1, 20));
    return rest.compareTo(longest) < 0 ? rest : longest;
  }
}
