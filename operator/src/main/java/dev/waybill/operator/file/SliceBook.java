package dev.waybill.operator.file;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.FileEntry;
import dev.waybill.crds.FileNote;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.FileSliceStatus;
import dev.waybill.crds.FileState;
import dev.waybill.crds.FileTable;
import dev.waybill.crds.SliceStatus;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A slice's compact status as the files it tells of, and back; the same files, the same status. */
final class SliceBook {
  private SliceBook() {}

  static List<FileProgress> read(FileSlice slice) {
    List<FileEntry> files = FileTable.decode(slice.getSpec().files());
    FileSliceStatus status = SliceStatus.of(slice);
    String states = status.states();
    Map<Integer, List<Attempt>> attempts =
        status.attempts().stream()
            .map(Attempt::parse)
            .collect(Collectors.groupingBy(Attempt::file));
    Map<Integer, FileNote> notes =
        status.notes().stream()
            .collect(Collectors.toMap(FileNote::file, Function.identity(), (a, b) -> b));
    return IntStream.range(0, files.size())
        .mapToObj(
            at -> {
              FileEntry file = files.get(at);
              FileNote note = notes.get(file.index());
              return new FileProgress(
                  file,
                  FileState.of(states.charAt(at)),
                  attempts.getOrDefault(file.index(), List.of()),
                  note == null ? null : note.reason());
            })
        .toList();
  }

  /** Whether {@code next} says more than what readers see already. */
  static boolean news(FileSlice slice, FileSliceStatus next) {
    boolean written = slice.getStatus() != null && slice.getStatus().states() != null;
    return !next.equals(SliceStatus.of(slice))
        || (!written && next.states().chars().anyMatch(code -> code != FileState.QUEUED.code()));
  }

  static FileSliceStatus write(List<FileProgress> files) {
    return new FileSliceStatus(
        files.stream()
            .map(file -> Character.toString(file.state().code()))
            .collect(Collectors.joining()),
        files.stream()
            .filter(file -> file.note() != null && !file.note().isEmpty())
            .map(file -> new FileNote(file.index(), file.note()))
            .toList(),
        files.stream().flatMap(file -> file.attempts().stream()).map(Attempt::line).toList());
  }
}
