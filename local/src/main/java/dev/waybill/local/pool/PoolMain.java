package dev.waybill.local.pool;

import dev.waybill.worker.Worker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A child of the pool: runs tasks from standard input until that ends. */
public final class PoolMain {
  private PoolMain() {}

  public static void main(String[] args) throws InterruptedException {
    PrintStream wire = System.out;
    LogLines lines = new LogLines(wire);
    PrintStream log = new PrintStream(lines, true, StandardCharsets.UTF_8);
    System.setOut(log);
    System.setErr(log);
    BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    Thread.ofPlatform().daemon().name("tasks").start(() -> read(tasks));
    while (true) {
      Task task = tasks.take();
      Worker.Outcome outcome = Worker.run(task.args(), task.env(), log);
      log.flush();
      lines.finish();
      Wire.End end = new Wire.End(outcome.exitCode(), outcome.message(), outcome.spent());
      wire.println(Wire.END + Wire.write(end));
      wire.flush();
    }
  }

  /** Ends this process with its input: then the process that would read its outcome is gone. */
  private static void read(BlockingQueue<Task> tasks) {
    try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        tasks.add(Wire.read(line, Task.class));
      }
    } catch (IOException e) {
      // Input that cannot be read is input that has ended.
    } finally {
      Runtime.getRuntime().halt(0);
    }
  }
}
