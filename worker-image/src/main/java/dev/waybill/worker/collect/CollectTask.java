package dev.waybill.worker.collect;

import dev.waybill.storage.JobKeys;
import dev.waybill.storage.StoreConfig;
import dev.waybill.worker.Environment;
import dev.waybill.worker.WrongUse;
import java.util.Map;

/** One job whose results are put together, and the store they lie in. */
public record CollectTask(JobKeys keys, StoreConfig store) {

  /** From {@code WAYBILL_JOB_ID} and {@code WAYBILL_STORE_…}. */
  public static CollectTask fromEnv(Map<String, String> variables) throws WrongUse {
    JobKeys keys = new JobKeys(new Environment(variables).text("WAYBILL_JOB_ID"));
    try {
      return new CollectTask(keys, StoreConfig.fromEnv(variables));
    } catch (IllegalArgumentException e) {
      throw new WrongUse(e.getMessage());
    }
  }
}
