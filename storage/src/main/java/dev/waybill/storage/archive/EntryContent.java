package dev.waybill.storage.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;

/** An entry's content, held to what the directory declares of it. */
final class EntryContent extends InputStream {
  private final PackedBytes packed;
  private final InputStream unpacked;
  private final EntryPlace place;
  private final CRC32 crc = new CRC32();
  private long delivered;
  private boolean checked;

  private EntryContent(PackedBytes packed, EntryPlace place) throws IOException {
    this.packed = packed;
    this.place = place;
    this.unpacked = packed.unpack(place.method());
  }

  static InputStream open(InputStream fromLocalHeader, EntryPlace place) throws IOException {
    LocalHeader.skip(fromLocalHeader);
    return new EntryContent(new PackedBytes(fromLocalHeader, place.compressedSize()), place);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (delivered == place.size()) {
      checkEnd();
      return -1;
    }
    int read = unpack(into, from, (int) Math.min(length, place.size() - delivered));
    if (read < 0) {
      throw new EntryDamaged("entry is shorter than declared");
    }
    crc.update(into, from, read);
    delivered += read;
    if (delivered == place.size()) {
      // Before the last bytes are handed out: who reads no further gets none of a damaged entry.
      checkEnd();
    }
    return read;
  }

  private void checkEnd() throws IOException {
    if (checked) {
      return;
    }
    if (unpack(new byte[1], 0, 1) >= 0) {
      throw new EntryDamaged("entry is longer than declared");
    }
    if (crc.getValue() != place.crc()) {
      throw new EntryDamaged("entry's checksum does not match");
    }
    checked = true;
  }

  private int unpack(byte[] into, int from, int length) throws IOException {
    try {
      return unpacked.read(into, from, length);
    } catch (EntryDamaged e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Decoders answer nonsense with more than one kind of exception.
      packed.rethrowOwn();
      throw new EntryDamaged("entry's compressed data is damaged");
    }
  }

  @Override
  public void close() throws IOException {
    unpacked.close();
  }
}
