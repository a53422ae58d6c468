package dev.waybill.local.cli;

import java.util.concurrent.atomic.AtomicBoolean;

/** Ctrl-C or a request to end: closes what runs, in order, before the process goes. */
final class Interruption implements AutoCloseable {
  private static final AtomicBoolean HAPPENED = new AtomicBoolean();

  private final Thread hook;

  /**
   * @param end what is done when it comes; the rest of the process goes on meanwhile, and may fail
   */
  Interruption(Runnable end) {
    hook =
        new Thread(
            () -> {
              HAPPENED.set(true);
              end.run();
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Whether the process is ending, so that failures are no news. */
  static boolean happened() {
    return HAPPENED.get();
  }

  /** The work is done; ending the process means nothing any more. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      HAPPENED.set(true);
    }
  }
}
