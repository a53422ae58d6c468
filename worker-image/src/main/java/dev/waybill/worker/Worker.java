package dev.waybill.worker;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.storage.StoreException;
import dev.waybill.storage.TrustedAuthorities;
import dev.waybill.storage.grant.Grant;
import dev.waybill.storage.text.DisplayText;
import dev.waybill.worker.attempt.GrantExpired;
import dev.waybill.worker.collect.CollectCommand;
import dev.waybill.worker.container.DeliverCommand;
import dev.waybill.worker.container.FetchCommand;
import dev.waybill.worker.document.DocumentCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * What runs in a pod, or in a child process of a laptop: one command, told by its arguments, with
 * everything else in its environment. Commands run one after another in one process.
 */
public final class Worker {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Characters of at most four bytes, and what is around them, fit into a message. */
  private static final int MAX_REASON = 1_000;

  private Worker() {}

  /**
   * What became of a command.
   *
   * @param exitCode of {@link ExitCode}, {@link Grant#EXPIRED_EXIT_CODE} or {@link
   *     Grant#STORE_AWAY_EXIT_CODE}
   * @param message JSON of at most 4,096 bytes: {@code index} and {@code attempt} of a document,
   *     and a {@code reason} where it did not succeed
   * @param spent whether this process should not be given another command: a parser may still run
   *     in it, or memory ran out
   */
  public record Outcome(int exitCode, String message, boolean spent) {}

  /** Runs a command; whatever happens is an outcome. Log lines go to {@code log}, no secrets. */
  public static Outcome run(List<String> args, Map<String, String> env, PrintStream log) {
    TaskLog lines = new TaskLog(log);
    Subject subject = Subject.of(args, env);
    try {
      trust(env);
      command(args).run(env, lines);
      return outcome(ExitCode.DONE, subject, null, false);
    } catch (WrongUse e) {
      return failed(ExitCode.WRONG_USE, subject, e.getMessage(), false, lines);
    } catch (GrantExpired e) {
      return failed(Grant.EXPIRED_EXIT_CODE, subject, e.getMessage(), false, lines);
    } catch (TaskFailed e) {
      return failed(ExitCode.FAILED, subject, e.getMessage(), e.spent(), lines);
    } catch (StoreException e) {
      return failed(exitCode(e), subject, "the store: " + e.getMessage(), false, lines);
    } catch (IOException e) {
      return failed(ExitCode.STORAGE, subject, "the worker's disk: " + e, false, lines);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(ExitCode.STORAGE, subject, "the worker was interrupted", true, lines);
    } catch (OutOfMemoryError e) {
      String reason = "the document needs more memory than the worker has";
      return failed(ExitCode.OUT_OF_MEMORY, subject, reason, true, lines);
    } catch (RuntimeException | Error e) {
      return failed(ExitCode.FAILED, subject, "the worker failed: " + e, true, lines);
    }
  }

  static int exitCode(StoreException e) {
    return e.kind() == StoreException.Kind.UNAVAILABLE
        ? Grant.STORE_AWAY_EXIT_CODE
        : ExitCode.STORAGE;
  }

  private static void trust(Map<String, String> env) throws WrongUse {
    try {
      TrustedAuthorities.fromEnv(env).trust();
    } catch (IllegalArgumentException e) {
      throw new WrongUse(e.getMessage());
    }
  }

  private static Command command(List<String> args) throws WrongUse {
    return switch (args.size() == 1 ? args.getFirst() : "") {
      case "document" -> new DocumentCommand();
      case "fetch" -> new FetchCommand();
      case "deliver" -> new DeliverCommand();
      case "collect" -> new CollectCommand();
      default ->
          throw new WrongUse("the worker takes one argument: document, fetch, deliver or collect");
    };
  }

  private static Outcome failed(
      int exitCode, Subject subject, String reason, boolean spent, TaskLog log) {
    String shown = DisplayText.of(reason, MAX_REASON);
    log.line("failed: " + shown);
    return outcome(exitCode, subject, shown, spent);
  }

  private static Outcome outcome(int exitCode, Subject subject, String reason, boolean spent) {
    try {
      Message message = new Message(subject.index(), subject.attempt(), reason);
      return new Outcome(exitCode, JSON.writeValueAsString(message), spent);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of texts has no JSON", e);
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Message(Integer index, Integer attempt, String reason) {}
}
