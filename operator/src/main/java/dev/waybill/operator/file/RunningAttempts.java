package dev.waybill.operator.file;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.operator.file.SliceAction.Effect;
import dev.waybill.operator.kube.Warnings.Warning;
import dev.waybill.operator.pod.Deadline;
import dev.waybill.operator.pod.JobSeen;
import dev.waybill.operator.pod.PodSeen;
import dev.waybill.operator.pod.PodSeen.Words;
import dev.waybill.operator.pod.WaitingReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What attempts whose Job has not ended tell: whether they start, and whether they go on. */
final class RunningAttempts {
  /** Most pods start within it: nobody is asked about them before. */
  private static final Duration SOON = Duration.ofSeconds(3);

  private final SliceSnapshot snapshot;
  private final WaitLimits limits;
  private final Instant now;
  private final Wake wake;
  private final List<Effect> deadlines = new ArrayList<>();
  private final Set<Integer> wantedPods = new TreeSet<>();
  private final Set<String> condemned = new HashSet<>();
  private boolean waiting;
  private boolean grantsMissing;
  private boolean urgent;

  RunningAttempts(SliceSnapshot snapshot, WaitLimits limits, Instant now, Wake wake) {
    this.snapshot = snapshot;
    this.limits = limits;
    this.now = now;
    this.wake = wake;
  }

  Outcome look(FileProgress file, Attempt attempt, JobSeen job) {
    if (job.suspended()) {
      return held(file, attempt, job);
    }
    FileProgress known = saidToBeHeld(file) ? file.note(null) : file;
    return attempt.startedAt() == null ? starting(known, attempt, job) : going(known, attempt, job);
  }

  /**
   * Its pod is taken away. Where it had begun its work, the pod that its Job makes when it is let
   * go would write over what is written, under the same number: the next attempt has a Job of its
   * own. It may have begun a moment ago, and only its pod tells, for as long as it takes to go.
   */
  private Outcome held(FileProgress file, Attempt attempt, JobSeen job) {
    if (attempt.startedAt() != null) {
      return suspended(attempt, job);
    }
    waiting = true;
    if (!snapshot.pods().include(file) && !saidToBeHeld(file)) {
      wantedPods.add(file.index());
      urgent = true;
      return new Outcome.On(file);
    }
    PodSeen pod = snapshot.pods().of(job);
    if (pod != null && pod.started()) {
      return suspended(Attempts.seen(attempt, pod), job);
    }
    return new Outcome.On(file.latest(Attempts.held(attempt)).note(WaitingReason.SUSPENDED.note()));
  }

  private static boolean saidToBeHeld(FileProgress file) {
    return WaitingReason.SUSPENDED.note().equals(file.note());
  }

  /** Before anything else is known of it: it may be let go again at any moment. */
  private Outcome suspended(Attempt attempt, JobSeen job) {
    condemned.add(job.name());
    return new Outcome.Over(
        Attempts.ended(attempt, AttemptKind.DISRUPTED, null, now, "its Job was suspended"));
  }

  /** A Job that the API server does not want yet; {@code obstacle} null where nothing was said. */
  Outcome unmade(FileProgress file, Attempt attempt, Instant since, WaitingReason obstacle) {
    waiting = true;
    if (since != null && late(since, obstacle)) {
      return tooLate(attempt, "", obstacle);
    }
    return new Outcome.On(obstacle == null ? file : file.note(obstacle.note()));
  }

  private Outcome starting(FileProgress file, Attempt attempt, JobSeen job) {
    waiting = true;
    if (!snapshot.pods().include(file)) {
      Instant soon = job.createdAt() == null ? now : job.createdAt().plus(SOON);
      if (now.isBefore(soon)) {
        wake.at(soon);
      } else {
        wantedPods.add(file.index());
      }
      return new Outcome.On(file);
    }
    wake.at(snapshot.listAgainAt());
    PodSeen pod = snapshot.pods().of(job);
    WaitingReason reason = pod == null ? podless(job) : hindrance(pod);
    if (pod != null && pod.started()) {
      return started(file, attempt, pod);
    }
    if (pod != null && stuck(pod)) {
      return new Outcome.Over(lost(Attempts.seen(attempt, pod)));
    }
    if (job.podDueSince() != null && late(job.podDueSince(), reason)) {
      return tooLate(pod == null ? attempt : Attempts.seen(attempt, pod), "", reason);
    }
    lookAtGrants(reason);
    FileProgress known = pod == null ? file : file.latest(Attempts.seen(attempt, pod));
    return new Outcome.On(reason == null && pod == null ? known : known.note(note(reason)));
  }

  private Outcome started(FileProgress file, Attempt attempt, PodSeen pod) {
    lower(pod);
    return new Outcome.On(file.latest(Attempts.seen(attempt, pod)).note(null));
  }

  /** Nobody watches pods that work; only where there is a sign of trouble are they asked for. */
  private Outcome going(FileProgress file, Attempt attempt, JobSeen job) {
    Duration timeout = snapshot.job().timeout();
    Instant overdue =
        timeout == null ? null : attempt.startedAt().plus(timeout).plus(Deadline.SLACK);
    boolean late = overdue != null && !now.isBefore(overdue);
    if (overdue != null && !late) {
      wake.at(overdue);
    }
    if (!late && !job.terminating() && !hindered(attempt)) {
      return new Outcome.On(file.note(note(silence(attempt))));
    }
    if (!snapshot.pods().include(file)) {
      wantedPods.add(file.index());
      return new Outcome.On(file);
    }
    wake.at(snapshot.listAgainAt());
    PodSeen pod = snapshot.pods().of(job);
    if (pod == null || pod.exit() != null) {
      return new Outcome.On(file);
    }
    if (stuck(pod)) {
      return new Outcome.Over(lost(Attempts.seen(attempt, pod)));
    }
    lower(pod);
    return pod.deliveryDueSince() == null ? working(file, attempt, pod) : due(file, attempt, pod);
  }

  private Outcome working(FileProgress file, Attempt attempt, PodSeen pod) {
    WaitingReason reason = leaving(pod);
    return new Outcome.On(file.note(note(reason == null ? silence(attempt) : reason)));
  }

  /** The user's container is done, and what it wrote is not delivered yet. */
  private Outcome due(FileProgress file, Attempt attempt, PodSeen pod) {
    WaitingReason reason = hindrance(pod);
    lookAtGrants(reason);
    return late(pod.deliveryDueSince(), null)
        ? tooLate(attempt, "delivery ", reason)
        : new Outcome.On(file.note(note(reason)));
  }

  /** Only a pod of several steps can be kept from going on once it works. */
  private boolean hindered(Attempt attempt) {
    Warning warning = attempt.pod() == null ? null : snapshot.warnings().get(attempt.pod());
    return snapshot.job().ownContainer()
        && warning != null
        && !warning.at().isBefore(attempt.startedAt())
        && WaitingReason.ofContainer(warning.reason());
  }

  private void lookAtGrants(WaitingReason reason) {
    grantsMissing =
        grantsMissing || (reason != null && reason.reason().equals("CreateContainerConfigError"));
  }

  private void lower(PodSeen pod) {
    Deadline.lowered(pod, snapshot.job().timeout(), now)
        .ifPresent(seconds -> deadlines.add(new Effect.LowerDeadline(pod.name(), seconds)));
  }

  private WaitingReason podless(JobSeen job) {
    Warning warning = snapshot.warnings().get(job.name());
    return warning == null ? null : WaitingReason.of(warning.reason(), warning.message());
  }

  private WaitingReason hindrance(PodSeen pod) {
    Warning warning = snapshot.warnings().get(pod.name());
    Words words = warning == null ? null : new Words(warning.reason(), warning.message());
    return WaitingReason.of(pod, words).orElse(null);
  }

  private WaitingReason silence(Attempt attempt) {
    Warning warning = attempt.pod() == null ? null : snapshot.warnings().get(attempt.pod());
    if (warning == null || !WaitingReason.SILENT_NODE.equals(warning.reason())) {
      return null;
    }
    Instant until = warning.at().plus(WaitingReason.SILENCE);
    if (!now.isBefore(until)) {
      return null;
    }
    wake.at(until);
    return WaitingReason.of(WaitingReason.SILENT_NODE, warning.message());
  }

  /** Its grace is over, and nobody has said that it is gone. */
  private WaitingReason leaving(PodSeen pod) {
    Instant goneAt = pod.life().goneAt();
    return goneAt == null || now.isBefore(goneAt)
        ? null
        : WaitingReason.of("Terminating", "node " + pod.node() + " does not end its pod");
  }

  private boolean stuck(PodSeen pod) {
    Instant goneAt = pod.life().goneAt();
    return pod.exit() == null && goneAt != null && !now.isBefore(goneAt.plus(limits.terminating()));
  }

  /**
   * What waits for room has not waited in vain while others of its job are given some: a job that
   * is larger than its cluster is no failure.
   */
  private boolean late(Instant since, WaitingReason reason) {
    boolean ofRoom = reason != null && reason.ofRoom();
    Instant from = ofRoom ? snapshot.withoutRoomSince(since) : since;
    return !now.isBefore(from.plus(limits.start()));
  }

  /**
   * @param step that did not start, with a space behind it; empty: the attempt
   */
  private Outcome tooLate(Attempt attempt, String step, WaitingReason reason) {
    String words = "%sdid not start within %d s".formatted(step, limits.start().toSeconds());
    return new Outcome.Failed(
        Attempts.ended(
            attempt,
            AttemptKind.FAILED,
            null,
            now,
            reason == null ? words : words + ": " + reason.words()));
  }

  private Attempt lost(Attempt attempt) {
    return Attempts.ended(
        attempt, AttemptKind.DISRUPTED, null, now, LogPolicy.SILENT_NODE + attempt.node());
  }

  private static String note(WaitingReason reason) {
    return reason == null ? null : reason.note();
  }

  List<Effect> deadlines() {
    return deadlines;
  }

  /** Files whose pods have to be listed. */
  Set<Integer> wantedPods() {
    return wantedPods;
  }

  /** Jobs that must not go on, whatever waits for them. */
  Set<String> condemned() {
    return condemned;
  }

  /** Whether a pod that is wanted may be gone before its turn. */
  boolean urgent() {
    return urgent;
  }

  /** Whether an attempt may still be about to start. */
  boolean waiting() {
    return waiting;
  }

  /** Whether a pod says that its Secret is not there. */
  boolean grantsMissing() {
    return grantsMissing;
  }
}
