package dev.waybill.worker.document;

import dev.waybill.storage.StoreException;
import dev.waybill.storage.archive.EntryDamaged;
import dev.waybill.storage.grant.GrantedStore;
import dev.waybill.worker.Command;
import dev.waybill.worker.TaskFailed;
import dev.waybill.worker.TaskLog;
import dev.waybill.worker.WrongUse;
import dev.waybill.worker.attempt.ArchivedFile;
import dev.waybill.worker.attempt.AttemptOutput;
import dev.waybill.worker.extract.Extraction;
import dev.waybill.worker.extract.Extractor;
import dev.waybill.worker.extract.Unprocessable;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Reads one file out of the archive, processes it, and stores what came of it. */
public final class DocumentCommand implements Command {

  @Override
  public void run(Map<String, String> env, TaskLog log)
      throws WrongUse, TaskFailed, IOException, InterruptedException {
    DocumentTask task = DocumentTask.fromEnv(env);
    log.line(task.attempt().title());
    try (GrantedStore store = task.attempt().store(Clock.systemUTC());
        Workspace workspace = Workspace.create()) {
      process(task, store, workspace, log);
    }
  }

  private static void process(
      DocumentTask task, GrantedStore store, Workspace workspace, TaskLog log)
      throws TaskFailed, IOException, InterruptedException {
    AttemptOutput out = new AttemptOutput(task.attempt(), store);
    String name = task.attempt().name();
    long size = task.attempt().place().size();
    try {
      fetch(task, store, workspace);
      log.line("read %d bytes".formatted(size));
      Extraction extraction =
          new Extractor(task.limits()).extract(workspace.document(), name, workspace.text());
      log.line(Summary.of(extraction));
      store(name, size, extraction, workspace, out);
    } catch (EntryDamaged e) {
      throw failed(e.getMessage(), false, out, log);
    } catch (Unprocessable e) {
      throw failed(e.getMessage(), e.processSpent(), out, log);
    }
    log.line("done");
    out.storeLog(log.kept());
    out.finish(List.of());
  }

  private static void fetch(DocumentTask task, GrantedStore store, Workspace workspace)
      throws Unprocessable, IOException {
    if (task.attempt().place().size() > task.maxFileBytes()) {
      throw new Unprocessable(
          "the document is larger than a document may be: more than %d bytes"
              .formatted(task.maxFileBytes()));
    }
    new ArchivedFile(task.attempt().place(), store).fetch(workspace.document());
  }

  /** No time of day, no order of chance: the same twice. */
  private static void store(
      String name, long size, Extraction extraction, Workspace workspace, AttemptOutput out)
      throws IOException {
    out.write("text.txt", "text/plain; charset=utf-8", workspace.text());
    out.writeJson("metadata.json", FileMetadata.of(name, size, extraction));
    out.writeJson("sections/1/result.json", SectionResult.of(extraction));
  }

  /** The log of a failed attempt is kept where that is possible; the reason stands either way. */
  private static TaskFailed failed(String reason, boolean spent, AttemptOutput out, TaskLog log) {
    log.line("this document cannot be processed: " + reason);
    try {
      out.storeLog(log.kept());
    } catch (StoreException e) {
      log.line("the log could not be stored: " + e.getMessage());
    }
    return new TaskFailed(reason, spent);
  }
}
