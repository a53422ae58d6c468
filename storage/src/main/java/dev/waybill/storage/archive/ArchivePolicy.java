package dev.waybill.storage.archive;

import dev.waybill.storage.text.DisplayText;
import java.util.Comparator;
import java.util.List;

/** What refuses an archive as a whole, once its directory is known (contract, idp). */
final class ArchivePolicy {
  private static final int SHOWN_NAME = 120;

  private ArchivePolicy() {}

  /**
   * @param directoryStart no entry reaches beyond it
   */
  static void check(List<DirectoryHeader> headers, long directoryStart, ArchiveLimits limits)
      throws ArchiveRefused {
    checkPlaces(headers, directoryStart);
    checkSizes(headers, limits);
    List<DirectoryHeader> files = headers.stream().filter(Entries::isFile).toList();
    if (files.isEmpty()) {
      throw new ArchiveRefused("archive has no file");
    }
    if (files.size() > limits.maxFiles()) {
      throw new ArchiveRefused("archive has more than " + limits.maxFiles() + " files");
    }
    if (files.stream().allMatch(DirectoryHeader::encrypted)) {
      throw new ArchiveRefused("every file of the archive is encrypted");
    }
  }

  private static void checkPlaces(List<DirectoryHeader> headers, long directoryStart)
      throws ArchiveRefused {
    List<DirectoryHeader> sorted =
        headers.stream().sorted(Comparator.comparingLong(DirectoryHeader::offset)).toList();
    DirectoryHeader before = null;
    for (DirectoryHeader header : sorted) {
      // Also where the end overflows.
      if (header.end() > directoryStart || header.end() < header.offset()) {
        throw new ArchiveRefused("archive is truncated: " + shown(header) + " is not whole");
      }
      if (before != null && header.offset() < before.end()) {
        throw new ArchiveRefused(
            "archive has overlapping entries: " + shown(before) + " and " + shown(header));
      }
      before = header;
    }
  }

  private static void checkSizes(List<DirectoryHeader> headers, ArchiveLimits limits)
      throws ArchiveRefused {
    long total = 0;
    for (DirectoryHeader header : headers) {
      if (!header.sizeKnown()) {
        continue;
      }
      // No sum overflows: each addend is below the limit, and so was the sum.
      if (header.size() > limits.maxTotalBytes() - total) {
        throw new ArchiveRefused("archive declares more than " + limits.maxTotalBytes() + " bytes");
      }
      total += header.size();
      if (header.size() > limits.ratioFromBytes()
          && header.size() > header.compressedSize() * limits.maxRatio()) {
        throw new ArchiveRefused(
            "archive expands too much: " + shown(header) + " over " + limits.maxRatio() + ":1");
      }
    }
  }

  private static String shown(DirectoryHeader header) {
    return DisplayText.of(EntryNames.decode(header.name()), SHOWN_NAME);
  }
}
