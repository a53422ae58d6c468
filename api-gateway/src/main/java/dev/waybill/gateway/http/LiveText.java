package dev.waybill.gateway.http;

import java.io.FilterInputStream;
import java.io.InputStream;

/** A text that is still being written, and may be silent for as long as it likes. */
public abstract class LiveText extends FilterInputStream {
  protected LiveText(InputStream in) {
    super(in);
  }

  /** Whichever thread does it: whoever reads sees the text's end, and no failure. */
  @Override
  public abstract void close();
}
