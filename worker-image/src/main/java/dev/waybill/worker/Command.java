package dev.waybill.worker;

import java.io.IOException;
import java.util.Map;

/** One thing that a worker can do. */
@FunctionalInterface
public interface Command {

  /**
   * Returns when all of it is done and stored.
   *
   * @throws WrongUse when the environment is not that of this command
   * @throws TaskFailed when it cannot be done, with a reason for the job's owner
   * @throws dev.waybill.storage.StoreException when the store is in the way
   * @throws IOException when this machine's disk is
   */
  void run(Map<String, String> env, TaskLog log)
      throws WrongUse, TaskFailed, IOException, InterruptedException;
}
