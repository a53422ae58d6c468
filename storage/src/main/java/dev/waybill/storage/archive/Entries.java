package dev.waybill.storage.archive;

import java.util.ArrayList;
import java.util.List;

/** Makes the files that count out of a directory's headers. */
final class Entries {
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int DEFLATED64 = 9;

  private Entries() {}

  static List<ArchiveEntry> of(List<DirectoryHeader> headers) {
    EntryNames names = new EntryNames();
    List<ArchiveEntry> entries = new ArrayList<>();
    for (DirectoryHeader header : headers) {
      if (isFile(header)) {
        String base = EntryNames.base(EntryNames.decode(header.name()));
        entries.add(new ArchiveEntry(names.take(base), header.place(), refusal(header, base)));
      }
    }
    return entries;
  }

  static boolean isFile(DirectoryHeader header) {
    return !header.directory() && !EntryNames.skipped(EntryNames.decode(header.name()));
  }

  /** Why a single entry cannot be processed, null where it can. */
  private static String refusal(DirectoryHeader header, String base) {
    if (header.encrypted()) {
      return "entry is encrypted";
    }
    if (header.symlink()) {
      return "entry is a symbolic link";
    }
    if (header.special()) {
      return "entry is not a regular file";
    }
    if (!header.sizeKnown()) {
      return "entry's size is unknown";
    }
    if (!readable(header.method())) {
      return "entry's compression method " + header.method() + " is not supported";
    }
    return EntryNames.refusal(base);
  }

  private static boolean readable(int method) {
    return method == STORED || method == DEFLATED || method == DEFLATED64;
  }
}
