package dev.waybill.operator.pod;

import dev.waybill.crds.Attempt;
import dev.waybill.operator.pod.PodSeen.Exit;
import dev.waybill.storage.grant.Grant;
import java.util.Optional;

/** The container that ended an attempt, and in whose words that is told. */
record FailedStep(Exit exit) {
  /** AWS Batch's words for it. */
  static final String MEMORY = "OutOfMemoryError: Container killed due to memory usage";

  /** Waybill's step before a user's container. */
  static final String FETCH = "fetch";

  static final String NOT_FETCHED = "input not fetched: ";
  private static final int SIGKILL = 137;

  /** Of a user's container; leaves room for the exit code. */
  private static final int LOG_CHARACTERS = 160;

  static FailedStep of(Exit exit) {
    return new FailedStep(exit);
  }

  /**
   * Whether the work needs more memory: the kernel says so, or the built-in worker, which knows
   * that its heap is full. Waybill's steps around a user's container do not grow with it.
   */
  boolean outOfMemory(Attempt attempt) {
    return switch (exit.container()) {
      case FETCH, "deliver" -> false;
      case AttemptJob.WORK -> killedForMemory();
      default -> killedForMemory() || (exit.code() == SIGKILL && said(attempt).isPresent());
    };
  }

  /** A user's container has no grant, and its exit codes are its own. */
  boolean saysItsGrantRanOut() {
    return exit.code() == Grant.EXPIRED_EXIT_CODE && !exit.container().equals(AttemptJob.WORK);
  }

  /** Nothing was wrong with the file; a user's container is given no store. */
  boolean missedTheStore() {
    return exit.code() == Grant.STORE_AWAY_EXIT_CODE && !exit.container().equals(AttemptJob.WORK);
  }

  String reason(Attempt attempt) {
    return switch (exit.container()) {
      case FETCH -> NOT_FETCHED + words(attempt);
      case "deliver" -> said(attempt).orElseGet(() -> "output not delivered: " + words(attempt));
      case AttemptJob.WORK -> ofUsers();
      default -> words(attempt);
    };
  }

  private String words(Attempt attempt) {
    return killedForMemory() ? MEMORY : said(attempt).orElse("exit code " + exit.code());
  }

  private String ofUsers() {
    String end = LastLines.of(exit.message(), LOG_CHARACTERS);
    return "exit code " + exit.code() + (end.isEmpty() ? "" : ": " + end);
  }

  private boolean killedForMemory() {
    return "OOMKilled".equals(exit.reason());
  }

  private Optional<String> said(Attempt attempt) {
    return WorkerMessage.reason(exit.message(), attempt.file(), attempt.number());
  }
}
