package dev.waybill.local.cli;

import dev.waybill.local.run.Progress;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that moves, with the file that ended last behind it. */
final class BarProgress implements Progress {
  private static final int EVERY_MILLIS = 200;

  private final ProgressBar bar;

  BarProgress(PrintStream err) {
    bar =
        new ProgressBarBuilder()
            .setTaskName("waybill")
            .setInitialMax(-1)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(EVERY_MILLIS)
            .setConsumer(new ConsoleProgressBarConsumer(err))
            .build();
  }

  @Override
  public void step(String text) {
    bar.setExtraMessage(" " + text);
  }

  @Override
  public void total(int files) {
    bar.maxHint(files);
  }

  @Override
  public void ended(String file, String status) {
    bar.step();
    bar.setExtraMessage(" " + (status.equals("COMPLETED") ? file : file + " " + status));
  }

  @Override
  public void close() {
    bar.close();
  }
}
