package dev.waybill.worker.extract;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a document's text goes: a UTF-8 file that never grows beyond its limit. Parsers lay their
 * output out with much white space; trailing blanks and all but one empty line in a row are left
 * out. Keeps the beginning in memory for the detection of its language.
 */
final class TextSink extends Writer {
  private static final int HEAD = 20_000;
  private static final int MAX_BLANKS = 1_024;

  private final Writer out;
  private final long maxBytes;
  private final StringBuilder head = new StringBuilder();
  private final StringBuilder blanks = new StringBuilder();
  private int newlines;
  private boolean carriageReturn;
  private char highSurrogate;
  private long bytes;
  private long characters;
  private boolean full;
  private IOException trouble;

  TextSink(Path file, long maxBytes) throws IOException {
    this.out = Files.newBufferedWriter(file);
    this.maxBytes = maxBytes;
  }

  @Override
  public void write(char[] chars, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      char next = chars[i];
      if (highSurrogate != 0 && Character.isLowSurrogate(next)) {
        int pair = Character.toCodePoint(highSurrogate, next);
        highSurrogate = 0;
        accept(pair);
        continue;
      }
      endOfLoneSurrogate();
      if (Character.isHighSurrogate(next)) {
        highSurrogate = next;
      } else {
        accept(Character.isLowSurrogate(next) ? '\uFFFD' : next);
      }
    }
  }

  private void endOfLoneSurrogate() throws IOException {
    if (highSurrogate != 0) {
      highSurrogate = 0;
      accept('\uFFFD');
    }
  }

  private void accept(int point) throws IOException {
    boolean pairOfCrLf = point == '\n' && carriageReturn;
    carriageReturn = point == '\r';
    if (pairOfCrLf) {
      return;
    }
    if (point == '\n' || point == '\r') {
      blanks.setLength(0);
      newlines++;
    } else if (point == ' ' || point == '\t' || point == '\u00A0') {
      if (blanks.length() < MAX_BLANKS) {
        blanks.append((char) point);
      }
    } else {
      putSpace();
      put(point);
    }
  }

  private void putSpace() throws IOException {
    for (int i = 0; characters > 0 && i < Math.min(newlines, 2); i++) {
      put('\n');
    }
    newlines = 0;
    for (int i = 0; i < blanks.length(); i++) {
      put(blanks.charAt(i));
    }
    blanks.setLength(0);
  }

  private void put(int point) throws IOException {
    // One byte is kept for the newline at the end.
    if (full || bytes + utf8Length(point) > maxBytes - 1) {
      full = true;
      throw new IOException("the text is longer than its limit");
    }
    bytes += utf8Length(point);
    characters++;
    if (head.length() < HEAD) {
      head.appendCodePoint(point);
    }
    try {
      out.write(Character.toString(point));
    } catch (IOException e) {
      trouble = e;
      throw e;
    }
  }

  private static int utf8Length(int point) {
    if (point < 0x80) {
      return 1;
    }
    if (point < 0x800) {
      return 2;
    }
    return point < 0x10000 ? 3 : 4;
  }

  @Override
  public void flush() {
    // Parsers flush at will; the file is complete when it is closed.
  }

  /** Ends the text with a newline, if there is any. */
  @Override
  public void close() throws IOException {
    if (characters > 0) {
      bytes++;
      characters++;
      out.write('\n');
    }
    out.close();
  }

  Extraction.TextStats stats() {
    return new Extraction.TextStats(characters, bytes, full);
  }

  /** Whether the limit was reached: what a parser threw then is no failure. */
  boolean full() {
    return full;
  }

  /** What this machine's disk had against the text, null where nothing. */
  IOException trouble() {
    return trouble;
  }

  CharSequence head() {
    return head;
  }
}
