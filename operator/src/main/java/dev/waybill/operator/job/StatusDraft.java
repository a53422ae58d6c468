package dev.waybill.operator.job;

import dev.waybill.crds.JobCondition;
import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJobStatus;
import dev.waybill.crds.ProcessingJobStatus.Archive;
import dev.waybill.crds.ProcessingJobStatus.Counts;
import dev.waybill.crds.ProcessingJobStatus.Result;
import dev.waybill.operator.pod.WaitingReason;
import dev.waybill.storage.text.DisplayText;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A job's next status, beginning as the one it has; moves that are not legal are refused. */
final class StatusDraft {
  private final ProcessingJobStatus before;
  private final long generation;
  private final String now;
  private final List<Condition> conditions;
  private JobState state;
  private Counts counts;
  private String startedAt;
  private String finishedAt;
  private Archive archive;
  private Result result;
  private String message;

  StatusDraft(ProcessingJobStatus before, long generation, Instant now) {
    this.before = before;
    this.generation = generation;
    this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
    conditions = new ArrayList<>(before.conditions());
    conditions.removeIf(JobCondition.Waiting::isTrueIn);
    state = before.state();
    counts = before.counts();
    startedAt = before.startedAt();
    finishedAt = before.finishedAt();
    archive = before.archive();
    result = before.result();
  }

  void become(JobState next) {
    if (state != null && !state.mayBecome(next)) {
      throw new IllegalStateException("a job cannot go from " + state + " to " + next);
    }
    state = next;
    if (next == JobState.IN_PROGRESS && startedAt == null) {
      startedAt = now;
    }
    if (next.terminal() && finishedAt == null) {
      finishedAt = now;
    }
  }

  void counts(Counts next) {
    counts = next;
  }

  void archive(Archive next) {
    archive = next;
  }

  void result(Result next) {
    result = next;
  }

  /**
   * @param words may hold text from outside; null: nothing to say
   */
  void message(String words) {
    message = words == null ? null : DisplayText.of(words);
  }

  /** Says what it said. */
  void keepMessage() {
    message = before.message();
  }

  /** Makes a condition true; when it became so is kept. */
  void set(JobCondition type, String reason, String words) {
    if (conditions.stream().noneMatch(type::isTrueIn)) {
      conditions.removeIf(condition -> type.name().equals(condition.getType()));
      conditions.add(condition(type, reason, words, now));
    }
  }

  /**
   * Makes {@code Waiting} true; a draft that does not is of a job that waits for nothing.
   *
   * @return whether that is news
   */
  boolean waiting(WaitingReason why) {
    Optional<Condition> was =
        before.conditions().stream().filter(JobCondition.Waiting::isTrueIn).findFirst();
    conditions.removeIf(JobCondition.Waiting::isTrueIn);
    conditions.add(
        condition(
            JobCondition.Waiting,
            why.reason(),
            why.message(),
            was.map(Condition::getLastTransitionTime).orElse(now)));
    return was.filter(condition -> why.reason().equals(condition.getReason())).isEmpty();
  }

  /** Nothing is waited for after all. */
  void goesOn() {
    conditions.removeIf(JobCondition.Waiting::isTrueIn);
  }

  private Condition condition(JobCondition type, String reason, String words, String since) {
    return new ConditionBuilder()
        .withType(type.name())
        .withStatus("True")
        .withReason(reason)
        .withMessage(words == null ? "" : DisplayText.of(words))
        .withLastTransitionTime(since)
        .withObservedGeneration(generation)
        .build();
  }

  ProcessingJobStatus build() {
    boolean moved = state != before.state() || !Objects.equals(counts, before.counts());
    return new ProcessingJobStatus(
        generation,
        state,
        conditions,
        counts,
        startedAt,
        finishedAt,
        moved ? now : before.updatedAt(),
        archive,
        result,
        message);
  }
}
