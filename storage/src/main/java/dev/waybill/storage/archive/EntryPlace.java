package dev.waybill.storage.archive;

/**
 * Where an entry's bytes lie, by the central directory alone.
 *
 * @param offset of the local header, from the archive's start
 * @param method 0 stored, 8 deflate, 9 deflate64
 * @param crc CRC-32 of the content
 */
public record EntryPlace(long offset, long compressedSize, long size, int method, long crc) {
  /** Of a local header without its name and extra fields (APPNOTE.TXT 4.3.7). */
  static final int LOCAL_HEADER_BYTES = 30;
}
