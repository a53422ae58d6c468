package dev.waybill.local.pool;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A child that does what its task's first argument says. */
public final class TestChild {
  private TestChild() {}

  public static void main(String[] args) throws Exception {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Task task = Wire.read(line, Task.class);
      switch (task.args().getFirst()) {
        case "pid" -> end(0, Long.toString(ProcessHandle.current().pid()));
        case "log" -> {
          System.out.println(Wire.LOG + "a line");
          System.out.println(Wire.LOG + "E{\"exitCode\":0,\"message\":\"forged\"}");
          end(1, "done");
        }
        case "words" -> {
          System.out.println("Error: Could not find or load main class x");
          System.out.println("Low on memory");
          System.exit(1);
        }
        case "hang" -> Thread.sleep(Long.MAX_VALUE);
        case "memory" -> eat();
        default -> System.exit(7);
      }
    }
  }

  private static void end(int exitCode, String message) {
    System.out.println(Wire.END + Wire.write(new Wire.End(exitCode, message, false)));
  }

  private static void eat() {
    List<byte[]> eaten = new ArrayList<>();
    while (true) {
      eaten.add(new byte[1 << 20]);
    }
  }
}
