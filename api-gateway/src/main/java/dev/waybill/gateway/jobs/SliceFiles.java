package dev.waybill.gateway.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.crds.Attempt;
import dev.waybill.crds.FileEntry;
import dev.waybill.crds.FileNote;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.FileSliceStatus;
import dev.waybill.crds.FileState;
import dev.waybill.crds.FileTable;
import dev.waybill.crds.Waybill;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files of a slice, read from its resource. Pure. */
final class SliceFiles {
  /** What a slice that replaces a lost one is created with, until it has a status. */
  private static final String FIRST_STATUS = Waybill.GROUP + "/first-status";

  private static final ObjectMapper JSON = new ObjectMapper();

  private SliceFiles() {}

  static List<JobFile> of(FileSlice slice) {
    FileSliceStatus status = status(slice);
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
              state(status, i, entry),
              notes.getOrDefault(entry.index(), entry.refusal() == null ? "" : entry.refusal()),
              tried.size(),
              tried.stream().mapToInt(Attempt::number).max().orElse(0)));
    }
    return files;
  }

  private static FileState state(FileSliceStatus status, int at, FileEntry entry) {
    String states = status.states();
    if (states != null && at < states.length()) {
      return FileState.of(states.charAt(at));
    }
    return entry.refusal() == null ? FileState.QUEUED : FileState.FAILED;
  }

  private static FileSliceStatus status(FileSlice slice) {
    if (slice.getStatus() != null && slice.getStatus().states() != null) {
      return slice.getStatus();
    }
    Map<String, String> annotations = slice.getMetadata().getAnnotations();
    String first = annotations == null ? null : annotations.get(FIRST_STATUS);
    if (first == null) {
      return new FileSliceStatus(null, List.<FileNote>of(), List.of());
    }
    try {
      return JSON.readValue(first, FileSliceStatus.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a slice's first status is not one", e);
    }
  }
}
