package dev.waybill.local.cli;

import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** The log of a command's process: a file of the data folder, for the terminal is a person's. */
final class Logs {
  private static final String FILE = "waybill.log";

  private Logs() {}

  /** To be called before anything logs, for the logger reads its settings once. */
  static void into(Path file) {
    System.setProperty(FILE, file.toString());
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "dev/waybill/local/logback.xml");
    }
  }

  /** Keeps a command's failure, where there is a file yet to keep it in. */
  static void failed(Exception e) {
    if (System.getProperty(FILE) != null) {
      LoggerFactory.getLogger(Logs.class).error("the command failed", e);
    }
  }
}
