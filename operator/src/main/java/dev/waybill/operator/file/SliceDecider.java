package dev.waybill.operator.file;

import dev.waybill.crds.FileState;
import dev.waybill.operator.file.SliceAction.Effect;
import dev.waybill.operator.file.SliceAction.Read;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is to become of a slice. Pure: the same snapshot and the same time give the same plan.
 *
 * @param keepEnded how long the Jobs of a slice whose files are all done with are kept while their
 *     job goes on: deleting them costs the API server a third of what making them did
 */
record SliceDecider(BackOff backOff, Duration keepEnded) {

  SliceDecision decide(SliceSnapshot snapshot, Instant now) {
    return new Round(snapshot, now).decide();
  }

  private final class Round {
    private final SliceSnapshot snapshot;
    private final Instant now;
    private final FileDecider files;
    private final List<Effect> effects = new ArrayList<>();
    private final Wake wake;

    private Round(SliceSnapshot snapshot, Instant now) {
      this.snapshot = snapshot;
      this.now = now;
      this.wake = new Wake();
      this.files =
          new FileDecider(snapshot, new RetryPolicy(snapshot.job().attempts(), backOff), now, wake);
    }

    private SliceDecision decide() {
      List<FileProgress> settled = snapshot.files().stream().map(files::settle).toList();
      int ready = (int) settled.stream().filter(files::ready).count();
      List<FileProgress> next = claim(settled);
      renewGrants(next);
      files.unmade().forEach(this::start);
      next.stream().filter(file -> files.claimed().contains(file.index())).forEach(this::start);
      cleanUp(next);
      return new SliceDecision(
          SliceBook.write(next),
          next,
          reads(),
          List.copyOf(effects),
          wake.at(),
          (int) next.stream().filter(file -> file.state() == FileState.IN_PROGRESS).count(),
          ready - files.claimed().size());
    }

    private void start(FileProgress file) {
      effects.add(new Effect.CreateJob(files.jobName(file.last().orElseThrow()), file));
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
      } else {
        wake.at(renewal);
      }
    }

    /** A user's own container may run long; the step after it reads its grant only then. */
    private boolean delivers(List<FileProgress> next) {
      return snapshot.job().ownContainer()
          && next.stream().anyMatch(file -> file.running().isPresent());
    }

    private void cleanUp(List<FileProgress> next) {
      boolean ended = next.stream().allMatch(file -> file.state().terminal());
      Set<String> stray = files.stray(next);
      if (ended && !snapshot.jobs().isEmpty()) {
        Instant since = snapshot.endedSince() == null ? now : snapshot.endedSince();
        if (snapshot.job().over() || !stray.isEmpty() || !now.isBefore(since.plus(keepEnded))) {
          effects.add(new Effect.DeleteAll());
        } else {
          wake.at(since.plus(keepEnded));
        }
      } else if (!stray.isEmpty()) {
        effects.add(new Effect.DeleteJobs(new HashSet<>(stray)));
      }
    }

    private List<Read> reads() {
      List<Read> reads = new ArrayList<>();
      if (!files.missing().isEmpty()) {
        reads.add(new Read.LookLive(files.missing()));
      }
      if (files.wantsPods() && snapshot.pods().isEmpty()) {
        if (now.isBefore(snapshot.listAgainAt())) {
          wake.at(snapshot.listAgainAt());
        } else {
          reads.add(new Read.ListPods());
        }
      }
      return reads;
    }
  }
}
