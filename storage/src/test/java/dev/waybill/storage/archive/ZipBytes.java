package dev.waybill.storage.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes archives byte by byte, the ones that no library would write too. */
final class ZipBytes {
  /** Everything that a header says of an entry, and what really lies there. */
  static final class Entry {
    byte[] name;
    byte[] data;
    int method;
    int flags;
    long crc;
    long compressedSize;
    long size;
    int madeBy;
    int attributes;
    byte[] extra = {};
    byte[] localName;
    byte[] localExtra = {};
    int disk;
    long offset = -1;

    Entry named(byte[] raw) {
      name = raw;
      localName = raw;
      return this;
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private byte[] prefix = {};
  private byte[] comment = {};
  private long claimedEntries = -1;
  private int disk;
  private boolean zip64;

  static Entry stored(String name, byte[] content) {
    Entry entry = new Entry();
    entry.named(name.getBytes(UTF_8));
    entry.data = content;
    entry.size = content.length;
    entry.compressedSize = content.length;
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.crc = crc.getValue();
    return entry;
  }

  static Entry stored(String name, String content) {
    return stored(name, content.getBytes(UTF_8));
  }

  static Entry deflated(String name, byte[] content, int strategy) {
    Entry entry = stored(name, content);
    Deflater deflater = new Deflater(9, true);
    deflater.setStrategy(strategy);
    deflater.setInput(content);
    deflater.finish();
    byte[] packed = new byte[content.length + 100];
    int length = 0;
    while (!deflater.finished()) {
      length += deflater.deflate(packed, length, packed.length - length);
    }
    deflater.end();
    entry.method = 8;
    entry.data = Arrays.copyOf(packed, length);
    entry.compressedSize = length;
    return entry;
  }

  static Entry deflated(String name, byte[] content) {
    return deflated(name, content, Deflater.DEFAULT_STRATEGY);
  }

  static ZipBytes of(Entry... entries) {
    ZipBytes zip = new ZipBytes();
    zip.entries.addAll(List.of(entries));
    return zip;
  }

  ZipBytes after(String text) {
    prefix = text.getBytes(UTF_8);
    return this;
  }

  ZipBytes comment(String text) {
    comment = text.getBytes(UTF_8);
    return this;
  }

  ZipBytes claiming(long count) {
    claimedEntries = count;
    return this;
  }

  ZipBytes onDisk(int number) {
    disk = number;
    return this;
  }

  ZipBytes zip64() {
    zip64 = true;
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(prefix);
    for (Entry entry : entries) {
      if (entry.offset < 0) {
        entry.offset = out.size() - prefix.length;
      }
      out.writeBytes(local(entry));
      out.writeBytes(entry.data);
    }
    long start = out.size() - prefix.length;
    entries.forEach(entry -> out.writeBytes(central(entry)));
    long size = out.size() - prefix.length - start;
    long count = claimedEntries < 0 ? entries.size() : claimedEntries;
    if (zip64) {
      long at = out.size();
      out.writeBytes(zip64End(count, size, start));
      out.writeBytes(locator(at));
      out.writeBytes(end(0xFFFF, 0xFFFFFFFFL, 0xFFFFFFFFL));
    } else {
      out.writeBytes(end(count, size, start));
    }
    return out.toByteArray();
  }

  private static ByteBuffer little(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] local(Entry entry) {
    return little(30 + entry.localName.length + entry.localExtra.length)
        .putInt(0x04034b50)
        .putShort((short) 20)
        .putShort((short) entry.flags)
        .putShort((short) entry.method)
        .putInt(0)
        .putInt((int) entry.crc)
        .putInt((int) entry.compressedSize)
        .putInt((int) entry.size)
        .putShort((short) entry.localName.length)
        .putShort((short) entry.localExtra.length)
        .put(entry.localName)
        .put(entry.localExtra)
        .array();
  }

  private static byte[] central(Entry entry) {
    return little(46 + entry.name.length + entry.extra.length)
        .putInt(0x02014b50)
        .put((byte) 20)
        .put((byte) entry.madeBy)
        .putShort((short) 20)
        .putShort((short) entry.flags)
        .putShort((short) entry.method)
        .putInt(0)
        .putInt((int) entry.crc)
        .putInt((int) entry.compressedSize)
        .putInt((int) entry.size)
        .putShort((short) entry.name.length)
        .putShort((short) entry.extra.length)
        .putShort((short) 0)
        .putShort((short) entry.disk)
        .putShort((short) 0)
        .putInt(entry.attributes)
        .putInt((int) entry.offset)
        .put(entry.name)
        .put(entry.extra)
        .array();
  }

  private byte[] zip64End(long count, long size, long start) {
    return little(56)
        .putInt(0x06064b50)
        .putLong(44)
        .putShort((short) 45)
        .putShort((short) 45)
        .putInt(disk)
        .putInt(disk)
        .putLong(count)
        .putLong(count)
        .putLong(size)
        .putLong(start)
        .array();
  }

  private static byte[] locator(long at) {
    return little(20).putInt(0x07064b50).putInt(0).putLong(at).putInt(1).array();
  }

  private byte[] end(long count, long size, long start) {
    return little(22 + comment.length)
        .putInt(0x06054b50)
        .putShort((short) disk)
        .putShort((short) disk)
        .putShort((short) count)
        .putShort((short) count)
        .putInt((int) size)
        .putInt((int) start)
        .putShort((short) comment.length)
        .put(comment)
        .array();
  }

  /** An extra field of a header. */
  static byte[] extra(int id, long... values) {
    ByteBuffer field = little(4 + 8 * values.length);
    field.putShort((short) id).putShort((short) (8 * values.length));
    for (long value : values) {
      field.putLong(value);
    }
    return field.array();
  }

  static List<ArchiveEntry> list(byte[] archive, ArchiveLimits limits) throws Exception {
    return Archives.list(
        (offset, length) -> new ByteArrayInputStream(archive, (int) offset, (int) length),
        archive.length,
        limits);
  }

  static List<ArchiveEntry> list(byte[] archive) throws Exception {
    return list(archive, ArchiveLimits.DEFAULT);
  }
}
