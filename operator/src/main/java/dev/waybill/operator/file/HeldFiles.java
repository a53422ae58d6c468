package dev.waybill.operator.file;

import dev.waybill.crds.Attempt;
import dev.waybill.operator.pod.JobSeen;
import dev.waybill.operator.pod.WaitingReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Files in progress that are kept from beginning and so are in nobody's way: a queue holds them, or
 * their container cannot be made. What waits for room waits for what others want too, and an
 * autoscaler makes room for what waits: it is held only when it has waited in vain. Nothing is that
 * waits for the store, which all files wait for.
 */
record HeldFiles(SliceSnapshot snapshot, Instant now) {
  /** In which an autoscaler has brought a node, where it can. */
  private static final Duration IN_VAIN = Duration.ofMinutes(5);

  boolean held(FileProgress file) {
    return file.note() != null
        && file.running()
            .filter(attempt -> attempt.startedAt() == null)
            .filter(attempt -> held(attempt, file.note()))
            .isPresent();
  }

  private boolean held(Attempt attempt, String note) {
    WaitingReason reason = WaitingReason.parse(note).orElse(null);
    if (reason == null || reason.ofStore()) {
      return false;
    }
    return !reason.ofRoom()
        || since(attempt).map(since -> !now.isBefore(since.plus(IN_VAIN))).orElse(false);
  }

  private Optional<Instant> since(Attempt attempt) {
    String name = snapshot.jobName(attempt);
    JobSeen job = snapshot.jobs().get(name);
    Instant made = job == null ? snapshot.unmade().get(name) : job.podDueSince();
    return Optional.ofNullable(made).map(snapshot::withoutRoomSince);
  }
}
