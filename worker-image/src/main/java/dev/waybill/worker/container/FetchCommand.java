package dev.waybill.worker.container;

import dev.waybill.storage.archive.EntryDamaged;
import dev.waybill.storage.grant.GrantedStore;
import dev.waybill.worker.Command;
import dev.waybill.worker.Environment;
import dev.waybill.worker.TaskFailed;
import dev.waybill.worker.TaskLog;
import dev.waybill.worker.WrongUse;
import dev.waybill.worker.attempt.ArchivedFile;
import dev.waybill.worker.attempt.Attempt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;

/** Before a user's container: puts the file into its input folder. */
public final class FetchCommand implements Command {

  @Override
  public void run(Map<String, String> env, TaskLog log) throws WrongUse, TaskFailed, IOException {
    Attempt attempt = Attempt.fromEnv(new Environment(env));
    log.line(attempt.title());
    Path file = WorkFolder.fromEnv(env).input(attempt.name());
    try (GrantedStore store = attempt.store(Clock.systemUTC())) {
      new ArchivedFile(attempt.place(), store).fetch(file);
    } catch (EntryDamaged e) {
      throw new TaskFailed(e.getMessage(), false);
    }
    // The user's container may run as anybody.
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    log.line("read %d bytes".formatted(attempt.place().size()));
  }
}
