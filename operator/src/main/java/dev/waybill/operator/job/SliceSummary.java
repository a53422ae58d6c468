package dev.waybill.operator.job;

import dev.waybill.crds.FileNote;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.FileSliceStatus;
import dev.waybill.crds.FileState;
import dev.waybill.crds.ProcessingJobStatus.Counts;
import dev.waybill.crds.SliceStatus;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A job's live slices in a few numbers.
 *
 * @param present numbers of the slices that live
 * @param waiting how many unfinished files say so, by what they say
 */
record SliceSummary(Set<Integer> present, Counts counts, Map<String, Integer> waiting) {
  static final SliceSummary NONE = of(List.of());

  static SliceSummary of(Collection<FileSlice> slices) {
    Set<Integer> present = new TreeSet<>();
    Map<FileState, Integer> files = new EnumMap<>(FileState.class);
    Map<String, Integer> waiting = new TreeMap<>();
    for (FileSlice slice : slices) {
      if (present.add(slice.getSpec().number())) {
        FileSliceStatus status = SliceStatus.of(slice);
        status.states().chars().forEach(c -> files.merge(FileState.of((char) c), 1, Integer::sum));
        status.notes().stream()
            .filter(note -> unfinished(note, slice, status))
            .forEach(note -> waiting.merge(note.reason(), 1, Integer::sum));
      }
    }
    return new SliceSummary(present, counts(files), waiting);
  }

  /** Numbers below {@code recorded} that have no slice. */
  List<Integer> missing(int recorded) {
    return IntStream.range(0, recorded)
        .filter(number -> !present.contains(number))
        .boxed()
        .toList();
  }

  private static boolean unfinished(FileNote note, FileSlice slice, FileSliceStatus status) {
    int position = note.file() - slice.getSpec().firstIndex();
    return position >= 0
        && position < status.states().length()
        && !FileState.of(status.states().charAt(position)).terminal();
  }

  private static Counts counts(Map<FileState, Integer> files) {
    int total = files.values().stream().mapToInt(Integer::intValue).sum();
    int queued = files.getOrDefault(FileState.QUEUED, 0);
    int inProgress = files.getOrDefault(FileState.IN_PROGRESS, 0);
    return new Counts(
        total,
        queued,
        inProgress,
        files.getOrDefault(FileState.COMPLETED, 0),
        files.getOrDefault(FileState.FAILED, 0),
        files.getOrDefault(FileState.ABORTED, 0),
        total - queued - inProgress);
  }
}
