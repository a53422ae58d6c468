package dev.waybill.storage.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The last bytes of an archive, held in memory: the end record lies there, and of most archives the
 * whole directory too.
 *
 * @param start where in the archive it begins
 */
record Tail(byte[] bytes, long start) {
  /** The end record with the longest comment, the zip64 records, and room for a directory. */
  private static final int BYTES = 256 << 10;

  static Tail read(Ranges ranges, long size) throws IOException {
    int length = (int) Math.min(size, BYTES);
    return new Tail(bytes(ranges, size - length, length), size - length);
  }

  /** Exactly so many bytes. */
  static byte[] bytes(Ranges ranges, long offset, int length) throws IOException {
    try (InputStream stream = ranges.open(offset, length)) {
      byte[] read = stream.readNBytes(length);
      if (read.length < length) {
        throw new EOFException("the store sent fewer bytes than the archive has");
      }
      return read;
    }
  }

  long end() {
    return start + bytes.length;
  }

  boolean holds(long offset) {
    return offset >= start;
  }

  ByteBuffer at(long offset) {
    return little(bytes).position((int) (offset - start));
  }

  static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
