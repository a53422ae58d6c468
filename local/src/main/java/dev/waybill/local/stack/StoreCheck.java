package dev.waybill.local.stack;

import dev.waybill.local.Trouble;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.StoreConfig;
import dev.waybill.storage.StoreException;
import java.util.List;

/** Finds out at the start, not in the middle of a job, whether the store is there. */
final class StoreCheck {
  /** No job's: ids are UUIDs. */
  private static final String NOTHING = new JobKeys("none").prefix();

  private StoreCheck() {}

  /**
   * @throws Trouble where a bucket cannot be listed
   */
  static void require(ObjectStore store, StoreConfig config) {
    for (String bucket : List.of(config.inputBucket(), config.outputBucket())) {
      try {
        store.list(bucket, NOTHING, object -> {});
      } catch (StoreException e) {
        String why =
            switch (e.kind()) {
              case NOT_FOUND -> "does not exist";
              case DENIED -> "is not open to these credentials";
              case CHANGED, UNAVAILABLE -> "does not answer";
            };
        throw new Trouble("the bucket " + bucket + " at " + config.endpoint() + " " + why, e);
      }
    }
  }
}
