package dev.waybill.kubernetes.http;

import java.io.IOException;
import java.io.OutputStream;

/** Lets so many bytes pass and drops the rest. */
final class LimitedOutput extends OutputStream {
  private final OutputStream out;
  private long left;

  LimitedOutput(OutputStream out, long limit) {
    this.out = out;
    this.left = limit;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int passing = (int) Math.min(left, length);
    out.write(bytes, offset, passing);
    left -= passing;
  }
}
