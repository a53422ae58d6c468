package dev.waybill.storage.archive;

import dev.waybill.storage.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;

/**
 * An entry's compressed bytes, no more of the stream than those. Remembers the stream's own
 * failure: trouble with the store is not the entry's damage.
 */
final class PackedBytes extends InputStream {
  private final InputStream stream;
  private long left;
  private IOException broken;
  private StoreException unavailable;

  PackedBytes(InputStream stream, long length) {
    this.stream = stream;
    this.left = length;
  }

  InputStream unpack(int method) throws IOException {
    return switch (method) {
      case 0 -> this;
      case 8 -> new Deflated(this);
      case 9 -> new Deflate64CompressorInputStream(this);
      default -> throw new EntryDamaged("compression method " + method + " is not supported");
    };
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int read;
    try {
      read = stream.read(into, from, (int) Math.min(length, left));
    } catch (IOException e) {
      broken = e;
      throw e;
    } catch (StoreException e) {
      unavailable = e;
      throw e;
    }
    if (read < 0) {
      throw new EntryDamaged("entry is truncated");
    }
    left -= read;
    return read;
  }

  void rethrowOwn() throws IOException {
    if (broken != null) {
      throw broken;
    }
    if (unavailable != null) {
      throw unavailable;
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }

  /** Raw deflate; the JDK leaves an inflater that it was given to its giver. */
  private static final class Deflated extends InflaterInputStream {
    Deflated(InputStream packed) {
      super(packed, new Inflater(true), 16 << 10);
    }

    @Override
    public void close() throws IOException {
      super.close();
      inf.end();
    }
  }
}
