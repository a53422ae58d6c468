package dev.waybill.gateway.jobs;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.FileEntry;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.FileSliceStatus;
import dev.waybill.crds.FileState;
import dev.waybill.crds.FileTable;
import dev.waybill.crds.SliceStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files of a slice, read from its resource. Pure. */
final class SliceFiles {
  private SliceFiles() {}

  static List<JobFile> of(FileSlice slice) {
    FileSliceStatus status = SliceStatus.of(slice);
    Map<Integer, String> notes = new HashMap<>();
    status.notes().forEach(note -> notes.put(note.file(), note.reason()));
    Map<Integer, List<Attempt>> attempts = new HashMap<>();
    for (String line : status.attempts()) {
      Attempt attempt = Attempt.parse(line);
      attempts.computeIfAbsent(attempt.file(), file -> new ArrayList<>()).add(attempt);
    }
    List<FileEntry> entries = FileTable.decode(slice.getSpec().files());
    List<JobFile> files = new ArrayList<>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      FileEntry entry = entries.get(i);
      List<Attempt> tried = attempts.getOrDefault(entry.index(), List.of());
      files.add(
          new JobFile(
              entry.index(),
              entry.name(),
              FileState.of(status.states().charAt(i)),
              notes.getOrDefault(entry.index(), ""),
              tried.size(),
              tried.stream().mapToInt(Attempt::number).max().orElse(0)));
    }
    return files;
  }
}
