package dev.waybill.operator.job;

import dev.waybill.crds.JobCondition;
import dev.waybill.crds.JobState;
import dev.waybill.operator.job.Findings.Trouble;
import dev.waybill.operator.job.JobPlan.News;
import dev.waybill.operator.kube.Events.Type;
import dev.waybill.operator.pod.WaitingReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A plan in the making. */
final class PlanDraft {
  final JobSnapshot job;
  final Instant now;
  final StatusDraft status;
  private final List<JobAction> actions = new ArrayList<>();
  private final List<News> news = new ArrayList<>();
  private Duration wake;
  private boolean released;

  PlanDraft(JobSnapshot job, Instant now) {
    this.job = job;
    this.now = now;
    status = new StatusDraft(job.status(), job.generation(), now);
  }

  /** Something that is done at once and cannot take long. */
  void act(JobAction action) {
    actions.add(action);
  }

  /**
   * Something that takes time: one at a time for each job, and after trouble not before its pause
   * is over. {@code meanwhile} is what the job says until it is done.
   */
  void work(JobAction action, String meanwhile) {
    Findings findings = job.findings();
    status.message(meanwhile);
    if (findings.trouble() != null) {
      trouble();
      if (findings.trouble().retryAt().isAfter(now)) {
        wakeAt(findings.trouble().retryAt());
        return;
      }
    }
    if (!findings.busy()) {
      actions.add(action);
    }
  }

  /** Shows why things do not go on, where they do not. */
  void trouble() {
    if (job.findings().trouble() != null) {
      Trouble trouble = job.findings().trouble();
      status.message(trouble.message());
      status.waiting(WaitingReason.of(trouble.reason(), trouble.message()));
      tell(Type.Warning, "Trouble", trouble.message());
    }
  }

  /**
   * Whether the same step of the job has failed for as long as it may; its trouble has the words.
   */
  boolean heldUpTooLong() {
    return job.findings().trouble() != null
        && job.status().conditions().stream()
            .filter(JobCondition.Waiting::isTrueIn)
            .map(waiting -> Instant.parse(waiting.getLastTransitionTime()))
            .anyMatch(since -> !now.isBefore(since.plus(job.settings().troubleLimit())));
  }

  /** The end of a job that was held up too long; {@code what} could not be done. */
  void endHeldUp(String what) {
    end(JobState.FAILED, what + ": " + job.findings().trouble().message());
  }

  /** Shows that something does not start; told when it begins, not at every round. */
  void waits(WaitingReason why) {
    if (status.waiting(why)) {
      tell(Type.Warning, JobCondition.Waiting.name(), why.words());
    }
  }

  void tell(Type type, String reason, String note) {
    news.add(new News(type, reason, note));
  }

  void wakeAt(Instant time) {
    Duration delay = Duration.between(now, time);
    delay = delay.isPositive() ? delay : Duration.ofMillis(1);
    wake = wake == null || delay.compareTo(wake) < 0 ? delay : wake;
  }

  void release() {
    released = true;
  }

  /** The job's end; {@code words} say why, null for a plain success. */
  void end(JobState state, String words) {
    status.become(state);
    status.goesOn();
    status.message(words);
    status.set(JobCondition.Finished, state.name(), words);
    JobCondition kind = state.hasResult() ? JobCondition.Complete : JobCondition.Failed;
    status.set(kind, state.name(), words);
    Type type = state == JobState.SUCCEEDED ? Type.Normal : Type.Warning;
    tell(type, "Finished", words == null ? state.name() : state.name() + ": " + words);
    // retention begins; the status write that ends a job wakes nobody
    wakeAt(now);
  }

  JobPlan build() {
    return new JobPlan(status.build(), List.copyOf(actions), List.copyOf(news), wake, released);
  }
}
