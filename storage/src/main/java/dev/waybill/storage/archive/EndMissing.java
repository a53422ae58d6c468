package dev.waybill.storage.archive;

import java.io.IOException;

/** Why an archive does not end with an end record, in words for who sent it. */
final class EndMissing {
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int SPANNED_SIGNATURE = 0x08074b50;
  private static final int CENTRAL_SIGNATURE = 0x02014b50;

  private EndMissing() {}

  static ArchiveRefused refusal(Tail tail, Ranges ranges) throws IOException {
    if (tail.end() < Integer.BYTES) {
      return new ArchiveRefused("not a zip archive");
    }
    return switch (signature(0, tail, ranges)) {
      case LOCAL_SIGNATURE ->
          followed(tail, ranges)
              ? new ArchiveRefused("archive has data after its end")
              : new ArchiveRefused("archive is truncated");
      case SPANNED_SIGNATURE -> new ArchiveRefused("archive spans several disks");
      default -> new ArchiveRefused("not a zip archive");
    };
  }

  /** The last signature decides: data can be full of them, and each may cost a read. */
  private static boolean followed(Tail tail, Ranges ranges) throws IOException {
    for (long at = tail.end() - EndRecord.LENGTH; at >= EndRecord.earliest(tail); at--) {
      if (tail.at(at).getInt() == EndRecord.SIGNATURE) {
        return EndRecord.end(tail, at) < tail.end() && whole(at, tail, ranges);
      }
    }
    return false;
  }

  /**
   * Whether it is the end of an archive that begins where this one does: an archive within another
   * has a whole end too, but lies further back than it says.
   */
  private static boolean whole(long at, Tail tail, Ranges ranges) throws IOException {
    try {
      EndRecord end = EndRecord.at(at, tail, ranges);
      return !end.severalDisks()
          && end.shift() == 0
          && end.directorySize() >= Integer.BYTES
          && signature(end.directoryStart(), tail, ranges) == CENTRAL_SIGNATURE;
    } catch (ArchiveRefused e) {
      return false;
    }
  }

  private static int signature(long at, Tail tail, Ranges ranges) throws IOException {
    return tail.holds(at)
        ? tail.at(at).getInt()
        : Tail.little(Tail.bytes(ranges, at, Integer.BYTES)).getInt();
  }
}
