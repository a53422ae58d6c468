package dev.waybill.worker.collect;

import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.S3Store;
import dev.waybill.worker.Command;
import dev.waybill.worker.TaskFailed;
import dev.waybill.worker.TaskLog;
import dev.waybill.worker.WrongUse;
import java.io.IOException;
import java.util.Map;

/** Puts an ended job's results.zip together. Run again, it writes the same bytes. */
public final class CollectCommand implements Command {

  @Override
  public void run(Map<String, String> env, TaskLog log)
      throws WrongUse, TaskFailed, IOException, InterruptedException {
    CollectTask task = CollectTask.fromEnv(env);
    try (ObjectStore store = S3Store.connect(task.store())) {
      new Collector(store, task.store().outputBucket(), task.keys(), log).collect();
    }
  }
}
