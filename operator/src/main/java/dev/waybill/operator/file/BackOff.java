package dev.waybill.operator.file;

import java.time.Duration;

/**
 * How long a file rests before its next attempt: doubled each time. Without jitter, because the
 * dispatcher spreads starts anyway and a plan must be the same for the same snapshot.
 *
 * @param first after the first failure
 * @param longest ever
 */
record BackOff(Duration first, Duration longest) {

  /**
   * @param failures so far, at least 1
   */
  Duration after(int failures) {
    Duration rest = first.multipliedBy(1L << Math.min(failures - 1, 20));
    return rest.compareTo(longest) < 0 ? rest : longest;
  }
}
