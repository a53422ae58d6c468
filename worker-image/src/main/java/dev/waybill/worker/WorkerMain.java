package dev.waybill.worker;

import dev.waybill.storage.CipherOrder;
import dev.waybill.worker.train.Training;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The process of a pod: runs one command, and ends with its exit code. With {@code --train} and an
 * archive: the process that an image's AOT cache is made from.
 */
public final class WorkerMain {
  private static final Path TERMINATION_LOG = Path.of("/dev/termination-log");

  private WorkerMain() {}

  public static void main(String[] args) throws IOException {
    System.setProperty("java.awt.headless", "true");
    System.setProperty("logback.configurationFile", "dev/waybill/worker/logback.xml");
    CipherOrder.prefer();
    // S3's own client, of collect alone, opens URLs; collect parses no document.
    if (args.length == 0 || !args[0].equals("collect")) {
      URL.setURLStreamHandlerFactory(new NoUrls());
    }
    if (args.length == 2 && args[0].equals("--train")) {
      Training.run(Path.of(args[1]));
      return;
    }
    Worker.Outcome outcome = Worker.run(List.of(args), System.getenv(), System.out);
    tell(outcome.message());
    System.out.flush();
    // A parser that cannot be stopped does not keep the process.
    Runtime.getRuntime().halt(outcome.exitCode());
  }

  private static void tell(String message) {
    if (!Files.isWritable(TERMINATION_LOG)) {
      return;
    }
    try {
      Files.writeString(TERMINATION_LOG, message);
    } catch (IOException e) {
      System.err.println("The termination message could not be written.");
    }
  }
}
