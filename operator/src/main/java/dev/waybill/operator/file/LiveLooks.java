package dev.waybill.operator.file;

import dev.waybill.crds.Attempt;
import dev.waybill.operator.file.SliceAction.Missing;
import dev.waybill.operator.file.SliceAction.Read;
import dev.waybill.operator.file.SliceSnapshot.Look;
import dev.waybill.operator.pod.WaitingReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What only a live look can tell of an attempt: what it has told, and whom it is wanted for. */
final class LiveLooks {
  /** How soon to look again at what an informer should know by then. */
  static final Duration AGAIN = Duration.ofSeconds(2);

  private final SliceSnapshot snapshot;
  private final Instant now;
  private final Wake wake;
  private final List<Missing> jobs = new ArrayList<>();
  private final List<Missing> outputs = new ArrayList<>();

  LiveLooks(SliceSnapshot snapshot, Instant now, Wake wake) {
    this.snapshot = snapshot;
    this.now = now;
    this.wake = wake;
  }

  /** Null where nobody has looked yet. */
  Look of(String jobName) {
    return snapshot.looks().get(jobName);
  }

  /** The attempt's Job is not where it should be. */
  FileProgress wantJob(FileProgress file, Attempt attempt, String jobName) {
    return want(jobs, file, attempt, jobName);
  }

  /** The attempt was cut short, and may be done all the same. */
  FileProgress wantOutput(FileProgress file, Attempt attempt, String jobName) {
    return want(outputs, file, attempt, jobName);
  }

  private FileProgress want(
      List<Missing> looks, FileProgress file, Attempt attempt, String jobName) {
    looks.add(new Missing(jobName, attempt.file(), attempt.number()));
    wake.at(now.plus(AGAIN));
    WaitingReason obstacle = snapshot.obstacles().get(jobName);
    return obstacle == null ? file : file.note(obstacle.note());
  }

  List<Read> reads() {
    List<Read> reads = new ArrayList<>();
    if (!jobs.isEmpty()) {
      reads.add(new Read.LookLive(jobs));
    }
    if (!outputs.isEmpty()) {
      reads.add(new Read.LookForOutput(outputs));
    }
    return reads;
  }
}
