package dev.waybill.operator.file;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.crds.FileEntry;
import dev.waybill.crds.FileNote;
import dev.waybill.crds.FileState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where one file stands.
 *
 * @param attempts oldest first; the last of a file in progress is {@code RUNNING}
 * @param note what a person should know of it, null where there is nothing to say
 */
record FileProgress(FileEntry entry, FileState state, List<Attempt> attempts, String note) {

  FileProgress {
    attempts = List.copyOf(attempts);
    note = note == null ? null : FileNote.cut(note);
  }

  int index() {
    return entry.index();
  }

  Optional<Attempt> last() {
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
  }

  /** The attempt that the file is claimed for. */
  Optional<Attempt> running() {
    return state == FileState.IN_PROGRESS
        ? last().filter(attempt -> attempt.kind() == AttemptKind.RUNNING)
        : Optional.empty();
  }

  FileProgress to(FileState next, String note) {
    if (!state.mayBecome(next)) {
      throw new IllegalStateException("no way from " + state + " to " + next);
    }
    return new FileProgress(entry, next, attempts, note);
  }

  FileProgress note(String words) {
    return new FileProgress(entry, state, attempts, words);
  }

  /** Claimed for a new attempt. */
  FileProgress claim() {
    List<Attempt> more = new ArrayList<>(attempts);
    more.add(
        new Attempt(
            index(),
            last().map(Attempt::number).orElse(0) + 1,
            AttemptKind.RUNNING,
            null,
            null,
            null,
            null,
            null,
            ""));
    return new FileProgress(entry, state, more, null).to(FileState.IN_PROGRESS, null);
  }

  /** As before its claim: nothing has been made of it. */
  FileProgress unclaimed() {
    return new FileProgress(entry, state, attempts.subList(0, attempts.size() - 1), null)
        .to(FileState.QUEUED, null);
  }

  /** With the last attempt as it is known now. */
  FileProgress latest(Attempt attempt) {
    List<Attempt> all = new ArrayList<>(attempts);
    all.set(all.size() - 1, attempt);
    return new FileProgress(entry, state, all, note);
  }
}
