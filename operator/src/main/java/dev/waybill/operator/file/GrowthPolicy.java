package dev.waybill.operator.file;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.crds.ProcessingJobSpec.OnOutOfMemory;
import dev.waybill.crds.ProcessingJobSpec.RetryStrategy;
import java.util.List;

/** How often a file's memory has to be doubled for its next attempt. */
final class GrowthPolicy {
  private GrowthPolicy() {}

  /**
   * @param strategy of the job, null where it has none
   * @param before attempts that have ended
   */
  static int times(RetryStrategy strategy, List<Attempt> before) {
    return strategy != null && strategy.onOutOfMemory() == OnOutOfMemory.Grow
        ? (int) before.stream().filter(one -> one.kind() == AttemptKind.OUT_OF_MEMORY).count()
        : 0;
  }
}
