package dev.waybill.local.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command speaks to a person.
 *
 * @param interactive whether {@code err} is a terminal, on which a progress bar can move
 */
public record Terminal(PrintStream out, PrintStream err, boolean interactive) {
  /** Set by the start script, which can ask the shell. */
  private static final String INTERACTIVE = "waybill.interactive";

  /** This process's own. */
  public static Terminal ofProcess() {
    return new Terminal(
        stream(FileDescriptor.out), stream(FileDescriptor.err), Boolean.getBoolean(INTERACTIVE));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
