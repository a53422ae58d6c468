package dev.waybill.worker.container;

import dev.waybill.storage.grant.GrantedStore;
import dev.waybill.storage.manifest.Skipped;
import dev.waybill.worker.Command;
import dev.waybill.worker.Environment;
import dev.waybill.worker.TaskFailed;
import dev.waybill.worker.TaskLog;
import dev.waybill.worker.WrongUse;
import dev.waybill.worker.attempt.Attempt;
import dev.waybill.worker.attempt.AttemptOutput;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;

/** After a user's container: uploads the files of its output folder. */
public final class DeliverCommand implements Command {
  private static final String ANY = "application/octet-stream";

  @Override
  public void run(Map<String, String> env, TaskLog log) throws WrongUse, TaskFailed, IOException {
    Environment read = new Environment(env);
    Attempt attempt = Attempt.fromEnv(read);
    OutputLimits limits = OutputLimits.fromEnv(read, attempt.grant().maxBytes());
    log.line(attempt.title());
    try (GrantedStore store = attempt.store(Clock.systemUTC());
        SafeFolder folder = SafeFolder.open(WorkFolder.fromEnv(env).output())) {
      OutputTree tree = OutputTree.of(folder, limits);
      deliver(tree, folder, new AttemptOutput(attempt, store), log);
    }
  }

  private static void deliver(OutputTree tree, SafeFolder folder, AttemptOutput out, TaskLog log)
      throws IOException {
    for (Skipped left : tree.skipped()) {
      log.line("skipped %s: %s".formatted(left.path(), left.reason()));
    }
    for (OutputFile file : tree.files()) {
      out.write(file.path(), ANY, file.size(), () -> folder.read(file.levels()));
    }
    out.finish(tree.skipped());
    log.line("delivered %d files".formatted(tree.files().size()));
  }
}
