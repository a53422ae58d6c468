package dev.waybill.storage.archive;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Where the central directory lies (APPNOTE.TXT 4.3.14 to 4.3.16).
 *
 * @param shift how far every offset lies behind what it says: something stands before the archive
 * @param severalDisks some part of it is said to be on another disk
 */
record EndRecord(
    long entries, long directorySize, long directoryStart, long shift, boolean severalDisks) {
  static final int SIGNATURE = 0x06054b50;
  static final int LENGTH = 22;

  private static final int ZIP64_SIGNATURE = 0x06064b50;
  private static final int ZIP64_LENGTH = 56;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int LOCATOR_LENGTH = 20;

  /** Directories and other skipped entries come on top of the files. */
  private static final int ENTRIES_PER_FILE = 4;

  /** A deep tree may have many folders for a few files. */
  private static final int ENTRIES_AT_LEAST = 100_000;

  /** A header is 46 bytes and its name; this is generous, and bounds what is held of it. */
  private static final int BYTES_PER_FILE = 2048;

  private static final long BYTES_AT_LEAST = 20L << 20;

  static EndRecord find(Tail tail, Ranges ranges) throws ArchiveRefused, IOException {
    for (long at = tail.end() - LENGTH; at >= earliest(tail); at--) {
      if (tail.at(at).getInt() == SIGNATURE && end(tail, at) == tail.end()) {
        return at(at, tail, ranges);
      }
    }
    throw EndMissing.refusal(tail, ranges);
  }

  /** Where a record may begin that the longest comment follows. */
  static long earliest(Tail tail) {
    return Math.max(tail.start(), tail.end() - LENGTH - 0xFFFF);
  }

  /** Where the comment of the record at {@code at} ends. */
  static long end(Tail tail, long at) {
    return at + LENGTH + Short.toUnsignedInt(tail.at(at + 20).getShort());
  }

  static EndRecord at(long at, Tail tail, Ranges ranges) throws ArchiveRefused, IOException {
    // Some writers add the wide record where the narrow one would do.
    if (isLocator(at - LOCATOR_LENGTH, tail)) {
      return zip64(at - LOCATOR_LENGTH, tail, ranges);
    }
    ByteBuffer record = tail.at(at + Integer.BYTES);
    int disk = Short.toUnsignedInt(record.getShort());
    int directoryDisk = Short.toUnsignedInt(record.getShort());
    int entriesHere = Short.toUnsignedInt(record.getShort());
    int entries = Short.toUnsignedInt(record.getShort());
    long size = Integer.toUnsignedLong(record.getInt());
    long offset = Integer.toUnsignedLong(record.getInt());
    boolean several = disk != 0 || directoryDisk != 0 || entriesHere != entries;
    return placed(entries, size, offset, at, several);
  }

  private static boolean isLocator(long at, Tail tail) {
    return at >= tail.start() && tail.at(at).getInt() == LOCATOR_SIGNATURE;
  }

  private static EndRecord zip64(long locatorAt, Tail tail, Ranges ranges)
      throws ArchiveRefused, IOException {
    ByteBuffer locator = tail.at(locatorAt + Integer.BYTES);
    int recordDisk = locator.getInt();
    long at = locator.getLong();
    int disks = locator.getInt();
    if (recordDisk != 0 || disks > 1) {
      return new EndRecord(0, 0, 0, 0, true);
    }
    if (at < 0 || at > locatorAt - ZIP64_LENGTH) {
      throw new ArchiveRefused("archive is truncated");
    }
    ByteBuffer record = Tail.little(Tail.bytes(ranges, at, ZIP64_LENGTH));
    if (record.getInt() != ZIP64_SIGNATURE) {
      throw new ArchiveRefused("archive is truncated");
    }
    record.position(16);
    boolean several = record.getInt() != 0 | record.getInt() != 0;
    long entriesHere = record.getLong();
    long entries = record.getLong();
    return placed(
        entries, record.getLong(), record.getLong(), at, several || entriesHere != entries);
  }

  /** The directory ends where its end record begins; where it says otherwise it was moved. */
  private static EndRecord placed(
      long entries, long size, long offset, long end, boolean severalDisks) throws ArchiveRefused {
    if (severalDisks) {
      return new EndRecord(entries, size, offset, 0, true);
    }
    if (size < 0 || offset < 0 || size > end || offset > end - size) {
      throw new ArchiveRefused("archive is truncated");
    }
    return new EndRecord(entries, size, end - size, end - size - offset, false);
  }

  /** What can be refused before anything else is read. */
  void check(ArchiveLimits limits) throws ArchiveRefused {
    if (severalDisks) {
      throw new ArchiveRefused("archive spans several disks");
    }
    long most = Math.max((long) limits.maxFiles() * ENTRIES_PER_FILE, ENTRIES_AT_LEAST);
    if (entries < 0 || entries > most) {
      throw new ArchiveRefused("archive's directory has more than " + most + " entries");
    }
    long mostBytes = Math.max((long) limits.maxFiles() * BYTES_PER_FILE, BYTES_AT_LEAST);
    if (directorySize > mostBytes) {
      throw new ArchiveRefused("archive's directory has more than " + mostBytes + " bytes");
    }
  }
}
