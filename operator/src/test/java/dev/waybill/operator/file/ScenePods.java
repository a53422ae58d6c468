package dev.waybill.operator.file;

import dev.waybill.operator.pod.PodSeen;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The pods of a {@link Scene}, as one LIST told of them. */
final class ScenePods {
  private Map<String, PodSeen> byJob;
  private Set<Integer> asked;
  private Instant listAgainAt = Instant.EPOCH;

  void list(Set<Integer> files) {
    asked = files;
    byJob = new HashMap<>();
    mayBeListedIn(Duration.ofSeconds(5));
  }

  void mayBeListedIn(Duration time) {
    listAgainAt = Scene.NOW.plus(time);
  }

  boolean listed() {
    return byJob != null;
  }

  void add(int index, int attempt, PodSeen.Words waiting, Instant running, PodSeen.Life life) {
    String phase = running == null ? "Pending" : "Running";
    put(job(index, attempt), phase, waiting, running, null, life);
  }

  /** Its first attempt's: the user's container works. */
  void works(int index) {
    PodSeen was = byJob.get(job(index, 1));
    PodSeen.Delivery later = new PodSeen.Delivery(null, false);
    put(was.jobUid(), "Pending", null, was.runningSince(), later, was.life());
  }

  /** Its first attempt's: the user's container has ended, the step after it has not begun. */
  void toDeliver(int index, PodSeen.Words waiting, Duration since) {
    PodSeen was = byJob.get(job(index, 1));
    put(
        was.jobUid(),
        "Pending",
        waiting,
        was.runningSince(),
        new PodSeen.Delivery(Scene.NOW.minus(since), false),
        was.life());
  }

  /** Its first attempt's: the worker is done, and what stands beside it has failed. */
  void doneAndFailed(int index) {
    PodSeen was = byJob.get(job(index, 1));
    PodSeen.Exit done =
        new PodSeen.Exit("document", 0, "Completed", null, was.runningSince(), Scene.NOW);
    byJob.put(
        was.jobUid(),
        new PodSeen(
            "p",
            was.jobUid(),
            "n",
            "Failed",
            null,
            null,
            false,
            null,
            null,
            null,
            was.runningSince(),
            null,
            done,
            was.life()));
  }

  ListedPods seen() {
    return byJob == null ? ListedPods.NONE : new ListedPods(asked, byJob);
  }

  Instant listAgainAt() {
    return listAgainAt;
  }

  private void put(
      String job,
      String phase,
      PodSeen.Words waiting,
      Instant running,
      PodSeen.Delivery delivery,
      PodSeen.Life life) {
    byJob.put(
        job,
        new PodSeen(
            "p", job, "n", phase, null, null, false, null, null, waiting, running, delivery, null,
            life));
  }

  private static String job(int index, int attempt) {
    return "uid-j-" + index + "-" + attempt;
  }
}
