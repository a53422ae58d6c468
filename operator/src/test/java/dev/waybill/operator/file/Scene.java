package dev.waybill.operator.file;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.operator.file.SliceAction.EndedAttempt;
import dev.waybill.operator.file.SliceSnapshot.Look;
import dev.waybill.operator.kube.Warnings.Warning;
import dev.waybill.operator.pod.BackOff;
import dev.waybill.operator.pod.JobSeen;
import dev.waybill.operator.pod.JobSeen.End;
import dev.waybill.operator.pod.PodSeen;
import dev.waybill.operator.pod.WaitingReason;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A slice of job {@code j} and all that is known of it, told in a few words. */
final class Scene {
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  static final String SLICE = "slice-uid";

  private static final SliceDecider DECIDER =
      new SliceDecider(
          new BackOff(Duration.ofSeconds(10), Duration.ofMinutes(5)),
          new WaitLimits(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofMinutes(5)));

  private final SceneFiles files;
  private final Map<String, JobSeen> jobs = new HashMap<>();
  private final Map<String, Look> looks = new HashMap<>();
  private final Map<String, Instant> unmade = new HashMap<>();
  private final Map<String, WaitingReason> obstacles = new HashMap<>();
  private final Map<String, Warning> warnings = new HashMap<>();
  private final Set<String> keptLogs = new HashSet<>();
  private final Map<String, EndedAttempt> askedLogs = new HashMap<>();
  private final ScenePods pods = new ScenePods();
  private Instant renewGrantsAt = NOW.plus(Duration.ofHours(3));
  private Instant endedSince;
  private Instant lastBegun;
  private int granted;
  private JobTerms job = terms(1, true, false, false);

  private Scene(SceneFiles files) {
    this.files = files;
  }

  /**
   * @param states one letter per file as in a slice's status; R has its first attempt running, C
   *     and F have one that ended
   */
  static Scene of(String states) {
    return new Scene(SceneFiles.of(states));
  }

  Scene granted(int starts) {
    granted = starts;
    return this;
  }

  Scene attempts(int allowed) {
    job = terms(allowed, true, false, false);
    return this;
  }

  Scene mayNotStart() {
    job = terms(1, false, false, false);
    return this;
  }

  Scene ownContainer() {
    job = new JobTerms("j", "job-uid", "me", NOW, true, false, false, 1, null, 1000, true);
    return this;
  }

  Scene cancelled() {
    job = terms(1, false, true, false);
    return this;
  }

  Scene over() {
    job = terms(1, false, false, true);
    return this;
  }

  Scene refused(int index, String reason) {
    files.refused(index, reason);
    return this;
  }

  /** The file's attempts, one letter each; their ends lie {@code ago} back. */
  Scene history(int index, String kinds, Duration ago) {
    files.history(index, kinds, ago);
    return this;
  }

  Scene started(int index) {
    return started(index, Duration.ZERO);
  }

  Scene started(int index, Duration ago) {
    files.started(index, ago);
    return this;
  }

  /** Its first attempt has worked and failed. */
  Scene startedAndFailed(int index) {
    files.ended(index, AttemptKind.FAILED, 1, Duration.ZERO, "exit code 1");
    return this;
  }

  /** Its first attempt worked when it was cancelled. */
  Scene startedAndCancelled(int index, Duration ago) {
    files.ended(index, AttemptKind.CANCELLED, null, ago, "cancelled");
    return this;
  }

  Scene job(int index, int attempt, End end) {
    return job(index, attempt, end, SLICE, Duration.ofMinutes(1));
  }

  Scene job(int index, int attempt, End end, String owner, Duration age) {
    JobSeen job = SceneJobs.job(name(index, attempt), end, owner, age);
    jobs.put(job.name(), job);
    return this;
  }

  /** The same Job, held or with a pod that is being deleted, of a step. */
  Scene jobIs(int index, int attempt, String step, boolean suspended, boolean terminating) {
    jobs.computeIfPresent(
        name(index, attempt), (name, was) -> SceneJobs.is(was, step, suspended, terminating));
    return this;
  }

  /** The Job of its first attempt. */
  Scene jobTimedOut(int index) {
    jobs.computeIfPresent(name(index, 1), (name, was) -> SceneJobs.timedOut(was));
    return this;
  }

  private static String name(int index, int attempt) {
    return "j-" + index + "-" + attempt;
  }

  Scene timeout(Duration timeout) {
    boolean own = job.ownContainer();
    job = new JobTerms("j", "job-uid", "me", NOW, true, false, false, 1, timeout, 1000, own);
    return this;
  }

  Scene warning(String name, String reason, String message, Duration ago) {
    warnings.put(name, new Warning("uid", reason, message, NOW.minus(ago)));
    return this;
  }

  /** Of the file's last attempt. */
  Scene logAsked(int index, String step) {
    Attempt last = files.last(index);
    String name = "j-" + index + "-" + last.number();
    askedLogs.put(name, new EndedAttempt(name, last, step));
    return this;
  }

  Scene logKept(int index, int attempt) {
    keptLogs.add(name(index, attempt));
    return this;
  }

  /** Of all files. */
  Scene listed() {
    return listed(files.all().stream().map(FileProgress::index).collect(Collectors.toSet()));
  }

  Scene listed(Set<Integer> asked) {
    pods.list(asked);
    return this;
  }

  Scene listedJustNow() {
    pods.mayBeListedIn(Duration.ofSeconds(4));
    return this;
  }

  Scene pod(int index, int attempt, PodSeen.Words waiting, Instant running) {
    return pod(
        index, attempt, waiting, running, new PodSeen.Life(NOW.minusSeconds(60), null, null));
  }

  Scene pod(int index, int attempt, PodSeen.Words waiting, Instant running, PodSeen.Life life) {
    if (!pods.listed()) {
      listed();
    }
    pods.add(index, attempt, waiting, running, life);
    return this;
  }

  /** Of a user's container, since when; the delivery comes after it. */
  Scene podWorks(int index, Duration since) {
    pod(index, 1, null, NOW.minus(since));
    pods.works(index);
    return this;
  }

  /** Of a user's container: it has worked and ended, the delivery waits. */
  Scene podToDeliver(int index, PodSeen.Words waiting, Duration since) {
    pod(index, 1, waiting, NOW.minus(since).minusSeconds(60));
    pods.toDeliver(index, waiting, since);
    return this;
  }

  Scene podDoneAndFailed(int index) {
    pod(index, 1, null, NOW.minusSeconds(60));
    pods.doneAndFailed(index);
    return this;
  }

  Scene look(int index, int attempt, Look look) {
    looks.put(name(index, attempt), look);
    return this;
  }

  Scene unmade(int index, String obstacle) {
    return unmade(index, obstacle, Duration.ofSeconds(2));
  }

  Scene unmade(int index, String obstacle, Duration since) {
    unmade.put("j-" + index + "-1", NOW.minus(since));
    return obstacle == null ? this : obstacle(index, WaitingReason.notMade(obstacle));
  }

  Scene obstacle(int index, WaitingReason reason) {
    obstacles.put("j-" + index + "-1", reason);
    return this;
  }

  Scene renewGrantsAt(Instant at) {
    renewGrantsAt = at;
    return this;
  }

  Scene endedSince(Instant since) {
    endedSince = since;
    return this;
  }

  /** An attempt of the job, of whichever file. */
  Scene lastBegun(Duration ago) {
    lastBegun = NOW.minus(ago);
    return this;
  }

  SliceDecision decide() {
    return DECIDER.decide(
        new SliceSnapshot(
            SLICE,
            job,
            files.all(),
            jobs,
            pods.seen(),
            pods.listAgainAt(),
            looks,
            unmade,
            obstacles,
            warnings,
            new AskedLogs(keptLogs, askedLogs),
            renewGrantsAt,
            endedSince,
            lastBegun,
            granted),
        NOW);
  }

  private static JobTerms terms(int attempts, boolean mayStart, boolean cancelled, boolean over) {
    return new JobTerms(
        "j", "job-uid", "me", NOW, mayStart, cancelled, over, attempts, null, 1000, false);
  }
}
