package dev.waybill.local;

import dev.waybill.local.cli.Terminal;
import dev.waybill.local.cli.WaybillCommand;

/** The {@code waybill} command. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(WaybillCommand.execute(Terminal.ofProcess(), System.getenv(), args));
  }
}
