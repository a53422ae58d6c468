package dev.waybill.storage.grant;

import java.io.InputStream;
import java.util.Objects;

/** A range, fetched block by block as it is read; one block is held. Small ranges take one. */
final class BlockStream extends InputStream {
  static final int BLOCK_BYTES = 4 << 20;

  /** Fetches up to {@code length} bytes; fewer only at the end of the object. */
  @FunctionalInterface
  interface Source {
    byte[] fetch(long offset, int length);
  }

  private final Source source;
  private long next;
  private long left;
  private byte[] block = new byte[0];
  private int at;

  BlockStream(Source source, long offset, long length) {
    this.source = source;
    this.next = offset;
    this.left = length;
  }

  @Override
  public int read() {
    return filled() ? block[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int from, int length) {
    Objects.checkFromIndexSize(from, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (!filled()) {
      return -1;
    }
    int now = Math.min(length, block.length - at);
    System.arraycopy(block, at, into, from, now);
    at += now;
    return now;
  }

  private boolean filled() {
    if (at < block.length) {
      return true;
    }
    if (left == 0) {
      return false;
    }
    int wanted = (int) Math.min(left, BLOCK_BYTES);
    block = source.fetch(next, wanted);
    at = 0;
    next += block.length;
    left = block.length < wanted ? 0 : left - wanted;
    return block.length > 0;
  }

  @Override
  public void close() {
    left = 0;
    block = new byte[0];
    at = 0;
  }
}
