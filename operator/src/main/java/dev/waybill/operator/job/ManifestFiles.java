package dev.waybill.operator.job;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.crds.FileEntry;
import dev.waybill.crds.FileNote;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.FileSliceStatus;
import dev.waybill.crds.FileState;
import dev.waybill.crds.FileTable;
import dev.waybill.crds.SliceStatus;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.manifest.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A slice's files as the manifest has them. */
final class ManifestFiles {
  private ManifestFiles() {}

  static List<Manifest.File> of(JobKeys keys, FileSlice slice) {
    FileSliceStatus status = SliceStatus.of(slice);
    List<FileEntry> files = FileTable.decode(slice.getSpec().files());
    Map<Integer, List<Attempt>> attempts =
        status.attempts().stream()
            .map(Attempt::parse)
            .collect(Collectors.groupingBy(Attempt::file));
    Map<Integer, String> reasons =
        status.notes().stream()
            .collect(Collectors.toMap(FileNote::file, FileNote::reason, (first, second) -> first));
    return IntStream.range(0, files.size())
        .mapToObj(
            position -> {
              FileEntry file = files.get(position);
              FileState state = FileState.of(status.states().charAt(position));
              List<Attempt> tried = attempts.getOrDefault(file.index(), List.of());
              return file(keys, file, state, reasons.get(file.index()), tried);
            })
        .toList();
  }

  private static Manifest.File file(
      JobKeys keys, FileEntry file, FileState state, String reason, List<Attempt> attempts) {
    String output =
        attempts.stream()
            .filter(attempt -> attempt.kind() == AttemptKind.SUCCEEDED)
            .findFirst()
            .map(attempt -> keys.attempt(file.index(), attempt.number()))
            .filter(prefix -> state == FileState.COMPLETED)
            .orElse(null);
    return new Manifest.File(
        file.index(),
        file.name(),
        state.name(),
        state == FileState.COMPLETED ? null : reason,
        attempts.stream().map(ManifestFiles::attempt).toList(),
        output);
  }

  private static Manifest.Attempt attempt(Attempt attempt) {
    return new Manifest.Attempt(
        attempt.number(),
        attempt.kind().name(),
        attempt.exitCode(),
        attempt.reason() == null || attempt.reason().isEmpty() ? null : attempt.reason(),
        time(attempt.startedAt()),
        time(attempt.stoppedAt()),
        attempt.pod(),
        attempt.node());
  }

  private static String time(Instant time) {
    return time == null ? null : time.toString();
  }
}
