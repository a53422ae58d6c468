package dev.waybill.storage.archive;

/**
 * A header of the central directory (APPNOTE.TXT 4.3.12), zip64 values put in their places.
 *
 * @param name its raw bytes
 * @param madeBy the host system, upper byte of "version made by"
 * @param offset of the local header, from the archive's start
 * @param attributes external file attributes
 */
record DirectoryHeader(
    byte[] name,
    int madeBy,
    int flags,
    int method,
    long crc,
    long compressedSize,
    long size,
    long offset,
    int attributes) {
  /** A size that the directory does not tell. */
  static final long UNKNOWN = -1;

  private static final int UNIX = 3;
  private static final int DARWIN = 19;
  private static final int TYPE_MASK = 0xF000;
  private static final int TYPE_DIRECTORY = 0x4000;
  private static final int TYPE_REGULAR = 0x8000;
  private static final int TYPE_SYMLINK = 0xA000;
  private static final int MSDOS_DIRECTORY = 0x10;

  /** Bit 0, of any kind; bit 6, strong; bit 13, the directory's own values are masked. */
  private static final int ENCRYPTED_FLAGS = 1 | 1 << 6 | 1 << 13;

  private static final int AES = 99;

  boolean encrypted() {
    return (flags & ENCRYPTED_FLAGS) != 0 || method == AES;
  }

  boolean sizeKnown() {
    return size != UNKNOWN && compressedSize != UNKNOWN;
  }

  /** What has content is somebody's file, whatever else it looks like: it is never left out. */
  boolean directory() {
    int last = name.length == 0 ? 0 : name[name.length - 1];
    boolean marked = unixType() == TYPE_DIRECTORY || (attributes & MSDOS_DIRECTORY) != 0;
    return size == 0 && (last == '/' || last == '\\' || marked);
  }

  boolean symlink() {
    return unixType() == TYPE_SYMLINK;
  }

  /** A device, pipe or socket, or what calls itself a directory. */
  boolean special() {
    return unixType() != 0 && unixType() != TYPE_REGULAR && !symlink();
  }

  private int unixType() {
    return madeBy == UNIX || madeBy == DARWIN ? attributes >>> 16 & TYPE_MASK : 0;
  }

  /** The first byte that cannot be this entry's any more, by the least that it takes. */
  long end() {
    return offset + EntryPlace.LOCAL_HEADER_BYTES + name.length + Math.max(0, compressedSize);
  }

  EntryPlace place() {
    return new EntryPlace(offset, compressedSize, size, method, crc);
  }
}
