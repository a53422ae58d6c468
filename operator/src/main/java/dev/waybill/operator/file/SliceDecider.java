package dev.waybill.operator.file;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.crds.FileState;
import dev.waybill.operator.file.SliceAction.Effect;
import dev.waybill.operator.file.SliceAction.EndedAttempt;
import dev.waybill.operator.file.SliceAction.Read;
import dev.waybill.operator.pod.BackOff;
import dev.waybill.operator.pod.JobSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is to become of a slice. Pure: the same snapshot and the same time give the same plan. */
record SliceDecider(BackOff backOff, WaitLimits limits) {
  /** How soon to ask again for logs that have not been kept yet. */
  private static final Duration AGAIN = Duration.ofSeconds(2);

  /** How long work that nobody wants any more goes on for the sake of its log. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** How long all Jobs of a slice wait for the logs of a few, so as to go by one request. */
  private static final Duration LAST_LOGS = Duration.ofMinutes(1);

  /** Of a pod: it is over at once, and there all the same. */
  private static final long OVER_SECONDS = 1;

  /** How soon to look whether grants could be renewed: the store may have been in the way. */
  private static final Duration RENEWED = Duration.ofSeconds(10);

  SliceDecision decide(SliceSnapshot snapshot, Instant now) {
    return new Round(snapshot, now).decide();
  }

  private final class Round {
    private final SliceSnapshot snapshot;
    private final Instant now;
    private final FileDecider files;
    private final RunningAttempts running;
    private final List<Effect> effects = new ArrayList<>();
    private final Wake wake;

    private Round(SliceSnapshot snapshot, Instant now) {
      this.snapshot = snapshot;
      this.now = now;
      this.wake = new Wake();
      this.running = new RunningAttempts(snapshot, limits, now, wake);
      this.files =
          new FileDecider(
              snapshot, new RetryPolicy(snapshot.job().attempts(), backOff), now, wake, running);
    }

    private SliceDecision decide() {
      List<FileProgress> settled = snapshot.files().stream().map(files::settle).toList();
      int ready = (int) settled.stream().filter(files::ready).count();
      List<FileProgress> next = claim(settled);
      renewGrants(next);
      files.unmade().forEach(this::start);
      next.stream().filter(file -> files.claimed().contains(file.index())).forEach(this::start);
      effects.addAll(running.deadlines());
      cleanUp(next, keepLogs(next));
      return new SliceDecision(
          SliceBook.write(next),
          next,
          reads(settled),
          List.copyOf(effects),
          wake.at(),
          (int) next.stream().filter(file -> file.state() == FileState.IN_PROGRESS).count(),
          (int) next.stream().filter(new HeldFiles(snapshot, now)::held).count(),
          ready - files.claimed().size());
    }

    private void start(FileProgress file) {
      effects.add(new Effect.CreateJob(snapshot.jobName(file.last().orElseThrow()), file));
    }

    private List<FileProgress> claim(List<FileProgress> settled) {
      List<FileProgress> next = new ArrayList<>();
      for (FileProgress file : settled) {
        boolean start = files.claimed().size() < snapshot.granted() && files.ready(file);
        next.add(start ? files.claim(file) : file);
      }
      return next;
    }

    /** Also while pods wait: theirs is read when their container starts. */
    private void renewGrants(List<FileProgress> next) {
      boolean wanted = !files.claimed().isEmpty() || files.waiting() || delivers(next);
      if (!wanted) {
        return;
      }
      Instant renewal = snapshot.renewGrantsAt();
      if (renewal == null || !now.isBefore(renewal) || files.grantsMissing()) {
        effects.add(
            new Effect.RenewGrants(
                next.stream()
                    .filter(file -> !file.state().terminal())
                    .map(FileProgress::index)
                    .toList()));
        wake.at(now.plus(RENEWED));
      } else {
        wake.at(renewal);
      }
    }

    /** A user's own container may run long; the step after it reads its grant only then. */
    private boolean delivers(List<FileProgress> next) {
      return snapshot.job().ownContainer()
          && next.stream().anyMatch(file -> file.running().isPresent());
    }

    /**
     * @return Jobs that must stay until the log of their attempt is kept
     */
    private Set<String> keepLogs(List<FileProgress> next) {
      List<EndedAttempt> wanted = new ArrayList<>(files.gone());
      Set<String> stay = new HashSet<>();
      for (FileProgress file : next) {
        for (Attempt attempt : file.attempts()) {
          JobSeen job = snapshot.jobs().get(snapshot.jobName(attempt));
          if (job != null
              && !snapshot.logs().kept().contains(job.name())
              && LogPolicy.wanted(attempt, job.step())) {
            wanted.add(new EndedAttempt(job.name(), attempt, job.step()));
            stay.add(job.name());
            stop(attempt, job);
          }
        }
      }
      wanted.addAll(gone());
      if (!wanted.isEmpty()) {
        effects.add(new Effect.KeepLogs(wanted));
        wake.at(now.plus(AGAIN));
      }
      return stay;
    }

    /** A store that is away keeps a log from being kept: its pod has to stay, its work has not. */
    private void stop(Attempt attempt, JobSeen job) {
      if (attempt.kind() == AttemptKind.CANCELLED
          && attempt.pod() != null
          && !job.ended()
          && !now.isBefore(attempt.stoppedAt().plus(GRACE))) {
        effects.add(new Effect.LowerDeadline(attempt.pod(), OVER_SECONDS));
      }
    }

    /** Asked for before, not kept yet, and no Job is left to ask for them. */
    private List<EndedAttempt> gone() {
      return snapshot.logs().asked().values().stream()
          .filter(asked -> !snapshot.logs().kept().contains(asked.jobName()))
          .filter(asked -> !snapshot.jobs().containsKey(asked.jobName()))
          .toList();
    }

    private void cleanUp(List<FileProgress> next, Set<String> stay) {
      boolean ended = next.stream().allMatch(file -> file.state().terminal());
      Set<String> stray = files.stray(next);
      if (ended && !snapshot.jobs().isEmpty()) {
        Instant since = snapshot.endedSince() == null ? now : snapshot.endedSince();
        Instant until = since.plus(limits.keepEnded());
        if (!snapshot.job().over() && stray.isEmpty() && now.isBefore(until)) {
          wake.at(until);
          return;
        }
        if (stay.isEmpty()) {
          effects.add(new Effect.DeleteAll());
          return;
        }
        if (!now.isBefore(since.plus(LAST_LOGS))) {
          stray.addAll(files.own());
        }
      }
      stray.removeAll(stay);
      stray.addAll(running.condemned());
      if (!stray.isEmpty()) {
        effects.add(new Effect.DeleteJobs(stray));
      }
    }

    private List<Read> reads(List<FileProgress> settled) {
      List<Read> reads = new ArrayList<>(files.looks());
      Set<Integer> wantedPods = files.wantedPods();
      if (!wantedPods.isEmpty()) {
        if (now.isBefore(snapshot.listAgainAt()) && !running.urgent() && !allOver(settled)) {
          wake.at(snapshot.listAgainAt());
        } else {
          reads.add(new Read.ListPods(wantedPods));
        }
      }
      return reads;
    }

    /** Whether there is nothing more to wait for before one LIST tells of all. */
    private boolean allOver(List<FileProgress> settled) {
      return settled.stream()
          .filter(file -> file.state() == FileState.IN_PROGRESS)
          .allMatch(file -> files.over().contains(file.index()));
    }
  }
}
