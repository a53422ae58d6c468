package dev.waybill.local.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives as a library writes them, and then with a directory that no library would write. */
final class OddZip {
  private static final int END = 22;

  private final byte[] bytes;

  private OddZip(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Small texts, a name and a text in turn. */
  static OddZip of(String... namesAndTexts) {
    return of(StandardCharsets.UTF_8, namesAndTexts);
  }

  /**
   * @param charset of the names; they are flagged only where it is UTF-8
   */
  static OddZip of(Charset charset, String... namesAndTexts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out, charset)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new OddZip(out.toByteArray());
  }

  /** So many entries of so many bytes, that pack very well. */
  static OddZip zeros(int entries, int bytes) {
    String[] all = new String[2 * entries];
    for (int i = 0; i < entries; i++) {
      all[2 * i] = "zeros-" + i;
      all[2 * i + 1] = "\0".repeat(bytes);
    }
    return of(all);
  }

  OddZip encrypted(int entry) {
    return header(entry, h -> h.putShort(8, (short) (h.getShort(8) | 1)));
  }

  OddZip method(int entry, int method) {
    return header(entry, h -> h.putShort(10, (short) method));
  }

  OddZip link(int entry) {
    return header(entry, h -> h.put(5, (byte) 3).putInt(38, 0120777 << 16));
  }

  OddZip unknownSize(int entry) {
    return header(entry, h -> h.putInt(24, -1));
  }

  /** The first two entries lie at the same place. */
  OddZip overlapping() {
    int first = directory().getInt(central(0) + 42);
    return header(1, h -> h.putInt(42, first));
  }

  OddZip onAnotherDisk() {
    directory().putShort(bytes.length - END + 4, (short) 1);
    return this;
  }

  byte[] cut(int count) {
    return Arrays.copyOf(bytes, bytes.length - count);
  }

  byte[] bytes() {
    return bytes;
  }

  private OddZip header(int entry, Consumer<ByteBuffer> change) {
    int at = central(entry);
    change.accept(directory().slice(at, 46).order(ByteOrder.LITTLE_ENDIAN));
    return this;
  }

  private ByteBuffer directory() {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private int central(int entry) {
    ByteBuffer all = directory();
    int at = all.getInt(bytes.length - END + 16);
    for (int i = 0; i < entry; i++) {
      at += 46 + all.getShort(at + 28) + all.getShort(at + 30) + all.getShort(at + 32);
    }
    return at;
  }
}
