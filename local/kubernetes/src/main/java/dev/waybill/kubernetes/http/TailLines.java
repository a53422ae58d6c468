package dev.waybill.kubernetes.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;

/** Copies the last lines of a text, holding no more than those, and of them no more than 16 MiB. */
final class TailLines {
  private static final int MAX_BYTES = 16 << 20;

  private TailLines() {}

  static void copy(InputStream text, OutputStream out, long wanted) throws IOException {
    ArrayDeque<byte[]> lines = new ArrayDeque<>();
    long held = 0;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    InputStream in = new BufferedInputStream(text);
    for (int one = in.read(); one >= 0 || line.size() > 0; one = in.read()) {
      if (one >= 0) {
        line.write(one);
      }
      if (one < 0 || one == '\n' || line.size() == MAX_BYTES / 2) {
        lines.add(line.toByteArray());
        held += line.size();
        line.reset();
      }
      while (lines.size() > wanted || held > MAX_BYTES) {
        held -= lines.remove().length;
      }
    }
    for (byte[] last : lines) {
      out.write(last);
    }
  }
}
