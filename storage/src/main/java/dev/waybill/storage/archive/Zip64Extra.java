package dev.waybill.storage.archive;

import java.nio.ByteBuffer;

/** The wide values of a header (APPNOTE.TXT 4.5.3), handed out in their order. */
final class Zip64Extra {
  private static final int ID = 0x0001;
  private static final long SATURATED = 0xFFFFFFFFL;

  private final ByteBuffer values;

  private Zip64Extra(ByteBuffer values) {
    this.values = values;
  }

  /**
   * @param extra the extra fields, little-endian
   */
  static Zip64Extra find(ByteBuffer extra) {
    while (extra.remaining() >= 4) {
      int id = Short.toUnsignedInt(extra.getShort());
      int length = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
      if (id == ID) {
        return new Zip64Extra(extra.slice(extra.position(), length).order(extra.order()));
      }
      extra.position(extra.position() + length);
    }
    return new Zip64Extra(ByteBuffer.allocate(0));
  }

  /** The next wide value where the narrow one is saturated; UNKNOWN where there is none. */
  long widen(long narrow) {
    if (narrow != SATURATED) {
      return narrow;
    }
    if (values.remaining() < Long.BYTES) {
      return DirectoryHeader.UNKNOWN;
    }
    long wide = values.getLong();
    return wide < 0 ? DirectoryHeader.UNKNOWN : wide;
  }
}
