package dev.waybill.operator.file;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.crds.FileState;
import dev.waybill.operator.file.SliceAction.EndedAttempt;
import dev.waybill.operator.file.SliceAction.Read;
import dev.waybill.operator.pod.AttemptJob;
import dev.waybill.operator.pod.Evidence;
import dev.waybill.operator.pod.JobSeen;
import dev.waybill.operator.pod.PodSeen;
import dev.waybill.operator.pod.Reasons;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One file's part of a slice's plan; keeps book over what the slice has to do for all of them. */
final class FileDecider {
  private final SliceSnapshot snapshot;
  private final RetryPolicy policy;
  private final Instant now;
  private final Wake wake;
  private final RunningAttempts going;
  private final LiveLooks looks;
  private final Set<Integer> claimed = new HashSet<>();
  private final List<FileProgress> unmade = new ArrayList<>();
  private final List<EndedAttempt> gone = new ArrayList<>();
  private final Set<Integer> over = new TreeSet<>();

  FileDecider(
      SliceSnapshot snapshot, RetryPolicy policy, Instant now, Wake wake, RunningAttempts going) {
    this.snapshot = snapshot;
    this.policy = policy;
    this.now = now;
    this.wake = wake;
    this.going = going;
    this.looks = new LiveLooks(snapshot, now, wake);
  }

  /** What is known by now, before anything is started. */
  FileProgress settle(FileProgress file) {
    return switch (file.state()) {
      case COMPLETED, FAILED, ABORTED -> file;
      case QUEUED -> queued(file);
      case IN_PROGRESS -> inProgress(file);
    };
  }

  private FileProgress queued(FileProgress file) {
    if (file.entry().refusal() != null) {
      return file.to(FileState.FAILED, Reasons.of(file.entry().refusal()));
    }
    return snapshot.job().cancelled() ? file.to(FileState.ABORTED, null) : file;
  }

  /** Whether the file could be claimed now. */
  boolean ready(FileProgress file) {
    if (file.state() != FileState.QUEUED || !snapshot.job().mayStart()) {
      return false;
    }
    Instant from = notBefore(file);
    if (from != null && now.isBefore(from)) {
      wake.at(from);
      return false;
    }
    return true;
  }

  private Instant notBefore(FileProgress file) {
    boolean fresh = file.last().map(last -> last.kind() == AttemptKind.RUNNING).orElse(true);
    return !fresh && policy.after(file.attempts()) instanceof RetryPolicy.Next.Again again
        ? again.notBefore()
        : null;
  }

  FileProgress claim(FileProgress file) {
    claimed.add(file.index());
    return file.claim();
  }

  private FileProgress inProgress(FileProgress file) {
    Optional<Attempt> running = file.running();
    if (running.isEmpty()) {
      return file.to(FileState.QUEUED, file.note());
    }
    Attempt attempt = running.get();
    String name = snapshot.jobName(attempt);
    JobSeen job = snapshot.jobs().get(name);
    if (job == null) {
      return withoutJob(file, attempt, name);
    }
    if (!snapshot.uid().equals(job.ownerUid())) {
      return ended(file, lost(attempt, "a Job of its name belongs to somebody else"));
    }
    if (job.ended()) {
      return withEndedJob(file, attempt, job);
    }
    return snapshot.job().cancelled()
        ? cancelled(file, attempt, job)
        : after(file, going.look(file, attempt, job));
  }

  /** A pod that nobody has looked at yet may have worked: then it has a log to be kept. */
  private FileProgress cancelled(FileProgress file, Attempt attempt, JobSeen job) {
    if (attempt.startedAt() == null && !snapshot.pods().include(file)) {
      over.add(file.index());
      return file;
    }
    PodSeen pod = snapshot.pods().of(job);
    return ended(file, cancelled(pod == null ? attempt : Attempts.seen(attempt, pod)));
  }

  private FileProgress after(FileProgress file, Outcome outcome) {
    return switch (outcome) {
      case Outcome.On(FileProgress known) -> known;
      case Outcome.Over(Attempt attempt) -> judged(file, attempt);
      case Outcome.Failed(Attempt attempt) ->
          file.latest(attempt).to(FileState.FAILED, attempt.reason());
    };
  }

  private FileProgress withoutJob(FileProgress file, Attempt attempt, String name) {
    if (looks.of(name) == SliceSnapshot.Look.DONE) {
      return gone(file, attempt(attempt, AttemptKind.SUCCEEDED, 0, ""));
    }
    if (snapshot.job().cancelled()) {
      return gone(file, cancelled(attempt));
    }
    if (snapshot.unmade().containsKey(name)) {
      return withUnmadeJob(file, attempt, name);
    }
    return switch (looks.of(name)) {
      case null -> looks.wantJob(file, attempt, name);
      case THERE, DONE -> {
        wake.at(now.plus(LiveLooks.AGAIN));
        yield file;
      }
      case GONE -> gone(file, lost(attempt, "its Job is not there: deleted, or never made"));
    };
  }

  private FileProgress gone(FileProgress file, Attempt attempt) {
    // its pod may be there for as long as its grace
    String step = snapshot.job().ownContainer() ? AttemptJob.WORK : AttemptJob.DOCUMENT;
    if (LogPolicy.wanted(attempt, step)) {
      gone.add(new EndedAttempt(snapshot.jobName(attempt), attempt, step));
    }
    return ended(file, attempt);
  }

  private FileProgress withUnmadeJob(FileProgress file, Attempt attempt, String name) {
    if (snapshot.job().paused()) {
      return file.unclaimed();
    }
    wake.at(now.plus(LiveLooks.AGAIN));
    Instant since = snapshot.unmade().get(name);
    Outcome outcome = going.unmade(file, attempt, since, snapshot.obstacles().get(name));
    FileProgress known = after(file, outcome);
    if (!snapshot.job().over() && !known.state().terminal()) {
      unmade.add(file);
    }
    return known;
  }

  private FileProgress withEndedJob(FileProgress file, Attempt attempt, JobSeen job) {
    if (!snapshot.pods().include(file)) {
      over.add(file.index());
      return file;
    }
    PodSeen pod = snapshot.pods().of(job);
    return judged(file, Evidence.judge(attempt, job, pod, snapshot.job().timeout(), now));
  }

  /** What was cut short may have been done all the same: its marker is written last, and tells. */
  private FileProgress judged(FileProgress file, Attempt attempt) {
    if (!mayBeDone(attempt) || snapshot.job().cancelled()) {
      return ended(file, attempt);
    }
    String name = snapshot.jobName(attempt);
    return switch (looks.of(name)) {
      case null -> looks.wantOutput(file, attempt, name);
      case DONE -> ended(file, attempt(attempt, AttemptKind.SUCCEEDED, 0, ""));
      case THERE, GONE -> ended(file, attempt);
    };
  }

  /**
   * The time of a user's container may be over in the middle of its delivery, or right after; and
   * where something beside the worker fails, its Job does.
   */
  private boolean mayBeDone(Attempt attempt) {
    return attempt.startedAt() != null
        && (attempt.kind() == AttemptKind.DISRUPTED
            || (attempt.kind() == AttemptKind.FAILED
                && Integer.valueOf(0).equals(attempt.exitCode()))
            || (attempt.kind() == AttemptKind.TIMED_OUT && snapshot.job().ownContainer()));
  }

  private Attempt cancelled(Attempt attempt) {
    return attempt(attempt, AttemptKind.CANCELLED, null, "cancelled");
  }

  private FileProgress ended(FileProgress file, Attempt attempt) {
    FileProgress known = file.latest(attempt);
    RetryPolicy.Next next =
        snapshot.job().cancelled() && attempt.kind() != AttemptKind.SUCCEEDED
            ? new RetryPolicy.Next.Aborted()
            : policy.after(known.attempts());
    return switch (next) {
      case RetryPolicy.Next.Completed() -> known.to(FileState.COMPLETED, null);
      case RetryPolicy.Next.Aborted() -> known.to(FileState.ABORTED, null);
      case RetryPolicy.Next.Failed(String reason) -> known.to(FileState.FAILED, reason);
      case RetryPolicy.Next.Again(Instant from, String reason) -> {
        wake.at(from);
        yield known.to(FileState.QUEUED, "will be tried again: " + reason);
      }
    };
  }

  private Attempt lost(Attempt attempt, String reason) {
    return attempt(attempt, AttemptKind.DISRUPTED, null, reason);
  }

  private Attempt attempt(Attempt was, AttemptKind kind, Integer exitCode, String reason) {
    return Attempts.ended(was, kind, exitCode, now, reason);
  }

  /**
   * Jobs of ours that still run though their attempt is done with. A number beyond the last that is
   * recorded is not one of them: the snapshot may be older than the Job.
   */
  Set<String> stray(List<FileProgress> files) {
    Set<String> over =
        files.stream()
            .flatMap(file -> file.attempts().stream())
            .filter(attempt -> attempt.kind() != AttemptKind.RUNNING)
            .map(snapshot::jobName)
            .collect(Collectors.toSet());
    return snapshot.jobs().values().stream()
        .filter(job -> !job.ended() && snapshot.uid().equals(job.ownerUid()))
        .map(JobSeen::name)
        .filter(over::contains)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Every Job of the slice's. */
  Set<String> own() {
    return snapshot.jobs().values().stream()
        .filter(job -> snapshot.uid().equals(job.ownerUid()))
        .map(JobSeen::name)
        .collect(Collectors.toSet());
  }

  Set<Integer> claimed() {
    return claimed;
  }

  /** Files whose claim was written and whose Job certainly has not been made. */
  List<FileProgress> unmade() {
    return unmade;
  }

  /** What has to be looked at live. */
  List<Read> looks() {
    return looks.reads();
  }

  /** Attempts that were found to be over because their Job is gone. */
  List<EndedAttempt> gone() {
    return gone;
  }

  /** Files whose Job has ended, or is to end, but nobody knows yet how their attempt did. */
  Set<Integer> over() {
    return over;
  }

  /** Files whose pods have to be listed. */
  Set<Integer> wantedPods() {
    Set<Integer> all = new TreeSet<>(over);
    all.addAll(going.wantedPods());
    return all;
  }

  /** Whether an attempt may still be about to start. */
  boolean waiting() {
    return going.waiting();
  }

  /** Whether a pod says that its Secret is not there. */
  boolean grantsMissing() {
    return going.grantsMissing();
  }
}
