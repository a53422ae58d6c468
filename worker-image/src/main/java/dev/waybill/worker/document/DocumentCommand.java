package dev.waybill.worker.document;

import dev.waybill.storage.StoreException;
import dev.waybill.storage.archive.EntryDamaged;
import dev.waybill.storage.grant.GrantedStore;
import dev.waybill.worker.Command;
import dev.waybill.worker.TaskFailed;
import dev.waybill.worker.TaskLog;
import dev.waybill.worker.WrongUse;
import dev.waybill.worker.extract.Extraction;
import dev.waybill.worker.extract.Extractor;
import dev.waybill.worker.extract.Unprocessable;
import java.io.IOException;
import java.util.Map;

/** Reads one file out of the archive, processes it, and stores what came of it. */
public final class DocumentCommand implements Command {

  @Override
  public void run(Map<String, String> env, TaskLog log)
      throws WrongUse, TaskFailed, IOException, InterruptedException {
    DocumentTask task = DocumentTask.fromEnv(env);
    log.line("file %d, attempt %d: %s".formatted(task.index(), task.attempt(), task.name()));
    try (GrantedStore store = GrantedStore.open(task.grant());
        Workspace workspace = Workspace.create()) {
      process(task, new Outputs(task, store), workspace, log);
    }
  }

  private static void process(DocumentTask task, Outputs out, Workspace workspace, TaskLog log)
      throws TaskFailed, IOException, InterruptedException {
    try {
      out.fetch(workspace.document());
      log.line("read %d bytes".formatted(task.place().size()));
      Extraction extraction =
          new Extractor(task.limits()).extract(workspace.document(), task.name(), workspace.text());
      log.line(Summary.of(extraction));
      out.store(extraction, workspace.text());
    } catch (EntryDamaged e) {
      throw failed(e.getMessage(), false, out, log);
    } catch (Unprocessable e) {
      throw failed(e.getMessage(), e.processSpent(), out, log);
    }
    log.line("done");
    out.finish(log.kept());
  }

  /** The log of a failed attempt is kept where that is possible; the reason stands either way. */
  private static TaskFailed failed(String reason, boolean spent, Outputs out, TaskLog log) {
    log.line("this document cannot be processed: " + reason);
    try {
      out.storeLog(log.kept());
    } catch (StoreException e) {
      log.line("the log could not be stored: " + e.getMessage());
    }
    return new TaskFailed(reason, spent);
  }
}
