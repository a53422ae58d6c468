package dev.waybill.crds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * A slice's status as every reader must see it: its own once it has one, until then the one it was
 * created with. A slice that replaces a lost one is created with what is known of its files in an
 * annotation, in one request, so that no moment exists in which a completed file looks queued. A
 * status that does not fit the slice's files counts for nothing.
 */
public final class SliceStatus {
  private static final String FIRST_STATUS = Waybill.GROUP + "/first-status";
  private static final int MAX_REASON = 256;
  private static final ObjectMapper JSON = new ObjectMapper();

  private SliceStatus() {}

  public static FileSliceStatus of(FileSlice slice) {
    FileSliceStatus status = slice.getStatus();
    if (status != null
        && status.states() != null
        && status.states().length() == slice.getSpec().count()) {
      return status;
    }
    var annotations = slice.getMetadata().getAnnotations();
    String first = annotations == null ? null : annotations.get(FIRST_STATUS);
    return first == null ? fresh(FileTable.decode(slice.getSpec().files())) : decode(first);
  }

  /** Nothing tried yet; what the archive's listing refused has failed already. */
  public static FileSliceStatus fresh(List<FileEntry> files) {
    StringBuilder states = new StringBuilder();
    files.forEach(
        file ->
            states.append((file.refusal() == null ? FileState.QUEUED : FileState.FAILED).code()));
    List<FileNote> notes =
        files.stream()
            .filter(file -> file.refusal() != null)
            .map(file -> new FileNote(file.index(), cut(file.refusal())))
            .toList();
    return new FileSliceStatus(states.toString(), notes, List.of());
  }

  /** Has the slice that is about to be created begin with {@code status}. */
  public static void begin(FileSlice slice, FileSliceStatus status) {
    try {
      slice.getMetadata().getAnnotations().put(FIRST_STATUS, JSON.writeValueAsString(status));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FileSliceStatus decode(String text) {
    try {
      return JSON.readValue(text, FileSliceStatus.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a slice's first status", e);
    }
  }

  private static String cut(String reason) {
    return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
  }
}
