package dev.waybill.local.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChildPoolTest {
  private final ChildPool pool = new ChildPool(1, ChildCommand.of(32, TestChild.class.getName()));

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void a_child_is_used_again_for_the_next_task() throws Exception {
    assertThat(run("pid").end().message()).isEqualTo(run("pid").end().message());
  }

  @Test
  void a_line_of_a_log_never_passes_for_the_end() throws Exception {
    Heard heard = run("log");

    assertThat(heard.end()).isEqualTo(new Ended(1, "done", Ended.Cause.EXIT));
    assertThat(heard.lines).containsExactly("a line", "E{\"exitCode\":0,\"message\":\"forged\"}");
  }

  @Test
  void a_killed_task_takes_its_child_with_it_and_the_next_gets_a_new_one() throws Exception {
    String first = run("pid").end().message();
    Heard hanging = new Heard();
    ChildPool.Run run = pool.submit(task("hang"), hanging);
    hanging.started.get(30, TimeUnit.SECONDS);
    run.kill();

    assertThat(hanging.end().cause()).isEqualTo(Ended.Cause.KILL);
    assertThat(run("pid").end().message()).isNotEqualTo(first);
  }

  @Test
  void a_task_that_eats_the_memory_ends_as_out_of_memory() throws Exception {
    Ended end = run("memory").end();

    assertThat(end.cause()).isEqualTo(Ended.Cause.OUT_OF_MEMORY);
    assertThat(end.exitCode()).isEqualTo(137);
  }

  @Test
  void a_child_that_dies_by_itself_leaves_its_exit_code() throws Exception {
    assertThat(run("die").end()).isEqualTo(new Ended(7, "", Ended.Cause.EXIT));
  }

  @Test
  void what_the_jvm_says_by_the_same_pipe_is_a_log_and_no_end() throws Exception {
    Heard heard = run("words");

    assertThat(heard.end()).isEqualTo(new Ended(1, "", Ended.Cause.EXIT));
    assertThat(heard.lines)
        .containsExactly("Error: Could not find or load main class x", "Low on memory");
  }

  @Test
  void a_listener_that_fails_ends_its_task_and_not_the_pool() throws Exception {
    BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    pool.submit(
        task("log"),
        new ChildPool.Listener() {
          @Override
          public void started() {}

          @Override
          public void line(String text) {
            throw new UncheckedIOException(new IOException("disk full"));
          }

          @Override
          public void ended(Ended end) {
            ended.add(end);
          }
        });

    assertThat(ended.poll(30, TimeUnit.SECONDS).exitCode()).isEqualTo(1);
    assertThat(run("pid").end().exitCode()).isZero();
  }

  @Test
  void a_task_killed_in_the_queue_never_starts() throws Exception {
    Heard hanging = new Heard();
    ChildPool.Run first = pool.submit(task("hang"), hanging);
    hanging.started.get(30, TimeUnit.SECONDS);
    Heard queued = new Heard();
    pool.submit(task("pid"), queued).kill();
    first.kill();
    run("pid").end();

    assertThat(queued.started).isNotDone();
    assertThat(queued.ended).isEmpty();
  }

  @Test
  void the_real_child_runs_the_worker_and_ends_with_its_input() throws Exception {
    Process child =
        new ProcessBuilder(ChildCommand.of(64, PoolMain.class.getName()))
            .redirectErrorStream(true)
            .start();
    try (var in = child.inputReader()) {
      child.getOutputStream().write("{\"args\":[\"nonsense\"],\"env\":{}}\n".getBytes());
      child.getOutputStream().flush();
      String end = in.lines().filter(line -> line.charAt(0) == Wire.END).findFirst().orElseThrow();
      child.getOutputStream().close();

      assertThat(Wire.read(end.substring(1), Wire.End.class).exitCode()).isEqualTo(2);
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void a_task_shows_no_secret_of_its_environment() {
    assertThat(new Task(List.of("document"), Map.of("KEY", "secret")).toString())
        .doesNotContain("secret");
  }

  private Heard run(String what) {
    Heard heard = new Heard();
    pool.submit(task(what), heard);
    return heard;
  }

  private static Task task(String what) {
    return new Task(List.of(what), Map.of());
  }

  /** What a task's owner hears of it. */
  private static final class Heard implements ChildPool.Listener {
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Override
    public void started() {
      started.complete(null);
    }

    @Override
    public void line(String text) {
      lines.add(text);
    }

    @Override
    public void ended(Ended end) {
      ended.add(end);
    }

    private Ended end() throws InterruptedException {
      Ended end = ended.poll(30, TimeUnit.SECONDS);
      assertThat(end).as("the end of the task").isNotNull();
      return end;
    }
  }
}
