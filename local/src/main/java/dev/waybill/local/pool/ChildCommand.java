package dev.waybill.local.pool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a child: this process's own Java and class path, a heap of its own. */
public final class ChildCommand {
  private ChildCommand() {}

  /**
   * @param heapMegabytes of one child
   */
  public static List<String> worker(int heapMegabytes) {
    return of(heapMegabytes, PoolMain.class.getName());
  }

  static List<String> of(int heapMegabytes, String mainClass) {
    List<String> command = new ArrayList<>(deafToInterrupt());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMegabytes + "m");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Xshare:auto");
    command.add("-Djava.awt.headless=true");
    command.add("-Dlogback.configurationFile=dev/waybill/local/child-logback.xml");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(mainClass);
    return List.copyOf(command);
  }

  /**
   * Ctrl-C reaches every process of the terminal. A child that died of it would look like a
   * document that failed; its parent ends it anyway.
   */
  private static List<String> deafToInterrupt() {
    return List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "waybill-worker");
  }
}
