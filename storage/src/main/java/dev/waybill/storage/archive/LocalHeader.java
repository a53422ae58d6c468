package dev.waybill.storage.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The header before an entry's data: believed in nothing but its own length. */
final class LocalHeader {
  private static final int SIGNATURE = 0x04034b50;
  private static final int NAME_LENGTH_AT = 26;
  private static final int EXTRA_LENGTH_AT = 28;

  private LocalHeader() {}

  /** Leaves the stream where the data begins. */
  static void skip(InputStream stream) throws IOException {
    byte[] bytes = stream.readNBytes(EntryPlace.LOCAL_HEADER_BYTES);
    ByteBuffer header = Tail.little(bytes);
    if (bytes.length < EntryPlace.LOCAL_HEADER_BYTES || header.getInt(0) != SIGNATURE) {
      throw new EntryDamaged("entry is not where the archive's directory says");
    }
    int variable =
        Short.toUnsignedInt(header.getShort(NAME_LENGTH_AT))
            + Short.toUnsignedInt(header.getShort(EXTRA_LENGTH_AT));
    if (stream.readNBytes(variable).length < variable) {
      throw new EntryDamaged("entry is truncated");
    }
  }
}
