package dev.waybill.local.node;

import dev.waybill.local.pool.ChildPool;
import dev.waybill.local.pool.Ended;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One pod from its start to its end. */
final class RunningPod implements ChildPool.Listener {
  private final Pod pod;
  private final PodWriter writer;
  private final PodLogFiles logs;
  private final ScheduledExecutorService timer;
  private final Clock clock;
  private ChildPool.Run run;
  private Long deadlineSeconds;
  private ScheduledFuture<?> deadline;
  private Instant startedAt;
  private boolean killed;
  private boolean atDeadline;
  private boolean over;
  private String waitingFor = "";

  RunningPod(
      Pod pod, PodWriter writer, PodLogFiles logs, ScheduledExecutorService timer, Clock clock) {
    this.pod = pod;
    this.writer = writer;
    this.logs = logs;
    this.timer = timer;
    this.clock = clock;
    deadlineSeconds = pod.getSpec().getActiveDeadlineSeconds();
  }

  Pod pod() {
    return pod;
  }

  /** Says once why the pod does not start. */
  void waitFor(String reason, String message) {
    if (!waitingFor.equals(message)) {
      waitingFor = message;
      writer.write(pod, PodPhases.waiting(pod, reason, message, clock.instant()));
    }
  }

  synchronized void startedAs(ChildPool.Run itsRun) {
    run = itsRun;
    if (killed) {
      run.kill();
    }
  }

  @Override
  public void started() {
    synchronized (this) {
      startedAt = clock.instant();
      setDeadline();
    }
    writer.write(pod, PodPhases.running(pod, startedAt));
  }

  /** A deadline may be lowered while the pod runs; it counts from the pod's start all the same. */
  synchronized void deadlineIs(Long seconds) {
    if (!Objects.equals(seconds, deadlineSeconds)) {
      deadlineSeconds = seconds;
      if (startedAt != null && !over) {
        setDeadline();
      }
    }
  }

  private void setDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
    }
    deadline =
        deadlineSeconds == null
            ? null
            : schedule(Duration.between(clock.instant(), startedAt.plusSeconds(deadlineSeconds)));
  }

  private ScheduledFuture<?> schedule(Duration left) {
    try {
      return timer.schedule(this::deadlineReached, left.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      return null;
    }
  }

  private synchronized void deadlineReached() {
    atDeadline = true;
    kill();
  }

  @Override
  public void line(String text) {
    logs.of(pod).append(text);
  }

  @Override
  public void ended(Ended ended) {
    boolean late;
    synchronized (this) {
      over = true;
      if (deadline != null) {
        deadline.cancel(false);
      }
      late = atDeadline && ended.cause() == Ended.Cause.KILL;
    }
    logs.ended(pod);
    writer.write(pod, PodPhases.ended(pod, ended, late, startedAt(), clock.instant()));
  }

  private synchronized Instant startedAt() {
    return startedAt == null ? clock.instant() : startedAt;
  }

  /** Ends its process at once, or keeps it from starting. */
  synchronized void kill() {
    killed = true;
    if (run != null) {
      run.kill();
    }
  }
}
