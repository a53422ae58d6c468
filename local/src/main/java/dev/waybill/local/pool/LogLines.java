package dev.waybill.local.pool;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** Puts each line of a task's log on the wire; a line can never pass for the task's end. */
final class LogLines extends OutputStream {
  private final OutputStream wire;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LogLines(OutputStream wire) {
    this.wire = wire;
  }

  @Override
  public synchronized void write(int b) {
    if (b == '\n') {
      emit();
    } else if (b != '\r') {
      line.write(b);
      if (line.size() >= Wire.MAX_LINE) {
        emit();
      }
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  /** Puts a last line without its end on the wire. */
  synchronized void finish() {
    if (line.size() > 0) {
      emit();
    }
  }

  private void emit() {
    byte[] text = line.toByteArray();
    line.reset();
    byte[] framed = new byte[text.length + 2];
    framed[0] = (byte) Wire.LOG;
    System.arraycopy(text, 0, framed, 1, text.length);
    framed[framed.length - 1] = '\n';
    try {
      wire.write(framed);
      wire.flush();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
