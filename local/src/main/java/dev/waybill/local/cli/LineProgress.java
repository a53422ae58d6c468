package dev.waybill.local.cli;

import dev.waybill.local.run.Progress;
import java.io.PrintStream;

/** One line as each file ends, where nothing can move. */
record LineProgress(PrintStream out) implements Progress {
  @Override
  public void step(String text) {
    out.println(text);
  }

  @Override
  public void total(int files) {
    out.println(files + (files == 1 ? " document" : " documents"));
  }

  @Override
  public void ended(String file, String status) {
    out.println(status + " " + file);
  }

  @Override
  public void close() {
    out.flush();
  }
}
