package dev.waybill.operator.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The end of a log of any length, in so much memory and no more; it begins with a whole line. */
final class LogTail {
  private static final int BLOCK = 16 << 10;

  private final byte[] ring;
  private long total;

  /**
   * @param bytes that are kept
   */
  LogTail(int bytes) {
    ring = new byte[bytes];
  }

  /** Reads to the end; the caller closes. */
  void read(InputStream in) throws IOException {
    byte[] block = new byte[BLOCK];
    for (int read = in.read(block); read >= 0; read = in.read(block)) {
      for (int at = 0; at < read; ) {
        int to = (int) (total % ring.length);
        int length = Math.min(read - at, ring.length - to);
        System.arraycopy(block, at, ring, to, length);
        at += length;
        total += length;
      }
    }
  }

  /** What is kept; it says how much is not. */
  byte[] content() {
    if (total <= ring.length) {
      return Arrays.copyOf(ring, (int) total);
    }
    int oldest = (int) (total % ring.length);
    byte[] kept = new byte[ring.length];
    System.arraycopy(ring, oldest, kept, 0, ring.length - oldest);
    System.arraycopy(ring, 0, kept, ring.length - oldest, oldest);
    int from = lineStart(kept);
    byte[] head =
        "… the first %d bytes of this log are not kept\n"
            .formatted(total - ring.length + from)
            .getBytes(UTF_8);
    byte[] all = Arrays.copyOf(head, head.length + kept.length - from);
    System.arraycopy(kept, from, all, head.length, kept.length - from);
    return all;
  }

  /** Of a log that is one line, the start of a character. */
  private static int lineStart(byte[] kept) {
    for (int at = 0; at < kept.length - 1; at++) {
      if (kept[at] == '\n') {
        return at + 1;
      }
    }
    int at = 0;
    while (at < 4 && at < kept.length && (kept[at] & 0xC0) == 0x80) {
      at++;
    }
    return at;
  }
}
