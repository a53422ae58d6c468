package dev.waybill.storage.archive;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the central directory, header by header, out of one range. */
final class DirectoryReader {
  private static final int SIGNATURE = 0x02014b50;
  private static final int LENGTH = 46;

  private DirectoryReader() {}

  static List<DirectoryHeader> read(Tail tail, Ranges ranges, EndRecord end)
      throws ArchiveRefused, IOException {
    try (InputStream directory = open(tail, ranges, end)) {
      List<DirectoryHeader> headers = new ArrayList<>();
      long read = 0;
      while (read < end.directorySize() && headers.size() < end.entries()) {
        byte[] fixed = exactly(directory, LENGTH, end.directorySize() - read);
        int variable = variableLength(fixed);
        byte[] rest = exactly(directory, variable, end.directorySize() - read - LENGTH);
        headers.add(header(Tail.little(fixed), rest, end));
        read += LENGTH + variable;
      }
      if (read != end.directorySize() || headers.size() != end.entries()) {
        throw damaged();
      }
      return headers;
    }
  }

  private static InputStream open(Tail tail, Ranges ranges, EndRecord end) {
    if (tail.holds(end.directoryStart())) {
      int from = (int) (end.directoryStart() - tail.start());
      return new ByteArrayInputStream(tail.bytes(), from, (int) end.directorySize());
    }
    return new BufferedInputStream(
        ranges.open(end.directoryStart(), end.directorySize()), 64 << 10);
  }

  private static byte[] exactly(InputStream directory, int length, long left)
      throws ArchiveRefused, IOException {
    if (length > left) {
      throw damaged();
    }
    byte[] bytes = directory.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the store sent fewer bytes than the directory has");
    }
    return bytes;
  }

  private static int variableLength(byte[] fixed) throws ArchiveRefused {
    ByteBuffer header = Tail.little(fixed);
    if (header.getInt(0) != SIGNATURE) {
      throw damaged();
    }
    return unsignedShort(header, 28) + unsignedShort(header, 30) + unsignedShort(header, 32);
  }

  private static DirectoryHeader header(ByteBuffer fixed, byte[] rest, EndRecord end)
      throws ArchiveRefused {
    int nameLength = unsignedShort(fixed, 28);
    int extraLength = unsignedShort(fixed, 30);
    byte[] name = Arrays.copyOf(rest, nameLength);
    Zip64Extra zip64 =
        Zip64Extra.find(Tail.little(rest).slice(nameLength, extraLength).order(fixed.order()));
    // In this order do the wide values follow each other, those alone that are saturated.
    long size = zip64.widen(Integer.toUnsignedLong(fixed.getInt(24)));
    long compressed = zip64.widen(Integer.toUnsignedLong(fixed.getInt(20)));
    long offset = zip64.widen(Integer.toUnsignedLong(fixed.getInt(42)));
    if (unsignedShort(fixed, 34) != 0 && unsignedShort(fixed, 34) != 0xFFFF) {
      throw new ArchiveRefused("archive spans several disks");
    }
    if (offset < 0 || offset > end.directoryStart() - end.shift()) {
      throw damaged();
    }
    return new DirectoryHeader(
        name,
        fixed.get(5),
        unsignedShort(fixed, 8),
        unsignedShort(fixed, 10),
        Integer.toUnsignedLong(fixed.getInt(16)),
        compressed,
        size,
        offset + end.shift(),
        fixed.getInt(38));
  }

  private static int unsignedShort(ByteBuffer buffer, int at) {
    return Short.toUnsignedInt(buffer.getShort(at));
  }

  private static ArchiveRefused damaged() {
    return new ArchiveRefused("archive is truncated or its directory is damaged");
  }
}
