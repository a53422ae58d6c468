package dev.waybill.operator.job;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.crds.FileEntry;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.FileSliceSpec;
import dev.waybill.crds.FileSliceStatus;
import dev.waybill.crds.FileState;
import dev.waybill.crds.FileTable;
import dev.waybill.crds.SliceStatus;
import dev.waybill.crds.Waybill;
import dev.waybill.operator.job.FileTraces.Trace;
import dev.waybill.storage.archive.ArchiveEntry;
import dev.waybill.storage.archive.EntryPlace;
import dev.waybill.storage.text.DisplayText;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** From an archive's entries to slices; pure. */
final class SliceMaker {
  private static final EntryPlace NOWHERE = new EntryPlace(0, 0, 0, 0, 0);
  private static final int MAX_REASON = 256;

  private SliceMaker() {}

  static String name(JobRef job, int number) {
    return "%s-s%05d".formatted(job.name(), number);
  }

  /**
   * @param traces of attempts that were made before this slice existed
   */
  static FileSlice slice(
      JobRef job, int number, List<ArchiveEntry> entries, Map<Integer, Trace> traces) {
    int first = number * Waybill.FILES_PER_SLICE;
    int end = Math.min(first + Waybill.FILES_PER_SLICE, entries.size());
    List<FileEntry> files =
        IntStream.range(first, end).mapToObj(index -> file(index, entries.get(index))).toList();
    FileSlice slice = new FileSlice();
    slice.setMetadata(
        new ObjectMetaBuilder()
            .withName(name(job, number))
            .withNamespace(job.namespace())
            .addToLabels(Waybill.JOB_LABEL, job.name())
            .withOwnerReferences(job.asOwner())
            .build());
    slice.setSpec(new FileSliceSpec(number, first, files.size(), FileTable.encode(files)));
    if (files.stream().anyMatch(file -> traces.containsKey(file.index()))) {
      SliceStatus.begin(slice, known(files, traces));
    }
    return slice;
  }

  private static FileEntry file(int index, ArchiveEntry entry) {
    EntryPlace place = entry.place() == null ? NOWHERE : entry.place();
    return new FileEntry(
        index,
        entry.name(),
        place.offset(),
        place.compressedSize(),
        place.size(),
        place.method(),
        place.crc(),
        entry.refusal() == null ? null : DisplayText.of(entry.refusal(), MAX_REASON));
  }

  private static FileSliceStatus known(List<FileEntry> files, Map<Integer, Trace> traces) {
    FileSliceStatus fresh = SliceStatus.fresh(files);
    StringBuilder states = new StringBuilder(fresh.states());
    List<String> attempts = new ArrayList<>();
    for (int position = 0; position < files.size(); position++) {
      int index = files.get(position).index();
      Trace trace = traces.get(index);
      if (trace != null) {
        attempts.add(attempt(index, trace).line());
        if (trace.doneAttempt() != null) {
          states.setCharAt(position, FileState.COMPLETED.code());
        }
      }
    }
    return new FileSliceStatus(states.toString(), fresh.notes(), attempts);
  }

  /** The next attempt must have a number of its own, or it would write over an earlier output. */
  private static Attempt attempt(int index, Trace trace) {
    return trace.doneAttempt() == null
        ? new Attempt(
            index,
            trace.lastAttempt(),
            AttemptKind.CANCELLED,
            null,
            null,
            null,
            null,
            null,
            "its slice was lost")
        : new Attempt(
            index, trace.doneAttempt(), AttemptKind.SUCCEEDED, 0, null, null, null, null, "");
  }
}
