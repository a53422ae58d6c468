package dev.waybill.operator.job;

import dev.waybill.crds.FileSliceStatus;
import dev.waybill.crds.JobCondition;
import dev.waybill.crds.JobState;
import dev.waybill.crds.ProcessingJobSpec;
import dev.waybill.crds.ProcessingJobSpec.OnExpiry;
import dev.waybill.crds.ProcessingJobStatus;
import dev.waybill.crds.ProcessingJobStatus.Archive;
import dev.waybill.crds.ProcessingJobStatus.Counts;
import dev.waybill.operator.pod.BackOff;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectRef;
import dev.waybill.storage.archive.ArchiveEntry;
import dev.waybill.storage.archive.ArchiveLimits;
import dev.waybill.storage.archive.EntryPlace;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A job in any situation, for tables. */
final class SnapshotBuilder {
  static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  static final ObjectInfo OBJECT =
      new ObjectInfo(new ObjectRef("in", "adopted/j.zip", null), "\"e\"", 1000, NOW);
  static final ObjectInfo RESULTS =
      new ObjectInfo(new ObjectRef("out", "jobs/j/results.zip", null), "\"r\"", 77, NOW);
  static final JobSettings SETTINGS =
      new JobSettings(
          "secret",
          null,
          List.of(),
          ArchiveLimits.DEFAULT,
          50,
          Duration.ofDays(7),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofMinutes(30),
          3,
          new BackOff(Duration.ofSeconds(10), Duration.ofMinutes(5)),
          Duration.ofDays(1));

  private String deadline;
  private Boolean terminate;
  private Boolean suspend;
  private ProcessingJobSpec.Retention retention;
  private String hint;
  private boolean allowed = true;
  private Instant deletedAt;
  private JobState state;
  private String message;
  private String finishedAt;
  private Archive archive;
  private final List<Condition> conditions = new ArrayList<>();
  private SliceSummary slices = SliceSummary.NONE;
  private List<CollectRun> collects = List.of();
  private Instant collectedAt = NOW.minusSeconds(20);
  private Findings findings = Findings.NONE;

  static SnapshotBuilder job() {
    return new SnapshotBuilder();
  }

  /** A job whose slices all live, with so many files in each state. */
  static SnapshotBuilder expanded(
      int queued, int inProgress, int completed, int failed, int aborted) {
    int total = queued + inProgress + completed + failed + aborted;
    Counts counts =
        new Counts(
            total, queued, inProgress, completed, failed, aborted, completed + failed + aborted);
    SnapshotBuilder builder = job().recorded(total, 1).with(JobCondition.Expanded);
    builder.slices = new SliceSummary(Set.of(0), counts, Map.of());
    return builder;
  }

  SnapshotBuilder recorded(int files, int sliceCount) {
    state = JobState.IN_PROGRESS;
    archive = new Archive("in", "adopted/j.zip", null, "\"e\"", 1000L, files, sliceCount);
    return with(JobCondition.Uploaded);
  }

  SnapshotBuilder ended(JobState end, Instant at) {
    state = end;
    finishedAt = at.toString();
    message = "why it ended";
    return with(JobCondition.Finished);
  }

  SnapshotBuilder with(JobCondition type) {
    conditions.add(
        new ConditionBuilder()
            .withType(type.name())
            .withStatus("True")
            .withReason("R")
            .withLastTransitionTime(NOW.toString())
            .build());
    return this;
  }

  /** Of the conditions that it has by now. */
  SnapshotBuilder since(Instant time) {
    conditions.forEach(condition -> condition.setLastTransitionTime(time.toString()));
    return this;
  }

  /** Held up by a store that refuses, since then. */
  SnapshotBuilder refusedSince(Instant time) {
    conditions.add(
        new ConditionBuilder()
            .withType(JobCondition.Waiting.name())
            .withStatus("True")
            .withReason("StorageRefused")
            .withLastTransitionTime(time.toString())
            .build());
    return found(
        f -> f.withTrouble(new Findings.Trouble("StorageRefused", "object store: denied", 9, NOW)));
  }

  SnapshotBuilder deadline(Instant time) {
    deadline = time.toString();
    return this;
  }

  SnapshotBuilder deadlineText(String text) {
    deadline = text;
    return this;
  }

  SnapshotBuilder terminated() {
    terminate = true;
    return this;
  }

  SnapshotBuilder suspended() {
    suspend = true;
    return this;
  }

  SnapshotBuilder retention(Integer seconds, OnExpiry onExpiry) {
    retention = new ProcessingJobSpec.Retention(seconds, onExpiry);
    return this;
  }

  SnapshotBuilder hint(String value) {
    hint = value;
    return this;
  }

  SnapshotBuilder elsewhere() {
    allowed = false;
    return this;
  }

  SnapshotBuilder deletedAt(Instant time) {
    deletedAt = time;
    return this;
  }

  SnapshotBuilder state(JobState value) {
    state = value;
    return this;
  }

  SnapshotBuilder slices(Set<Integer> present) {
    slices = new SliceSummary(present, slices.counts(), slices.waiting());
    return this;
  }

  SnapshotBuilder waiting(Map<String, Integer> reasons) {
    slices = new SliceSummary(slices.present(), slices.counts(), reasons);
    return this;
  }

  /** When the collect Job that is told of next could start. */
  SnapshotBuilder collectMadeAt(Instant time) {
    collectedAt = time;
    return this;
  }

  /** With the conditions of a status. */
  SnapshotBuilder conditionsOf(ProcessingJobStatus status) {
    conditions.clear();
    conditions.addAll(status.conditions());
    return this;
  }

  SnapshotBuilder collect(int number, boolean done) {
    return collect(number, number - 1, done);
  }

  /**
   * @param failed of those before it
   */
  SnapshotBuilder collect(int number, int failed, boolean done) {
    collects = List.of(new CollectRun(number, failed, "collect-uid", collectedAt, false, done));
    return this;
  }

  /** Held back by a queue. */
  SnapshotBuilder collectHeld(int number) {
    collects = List.of(new CollectRun(number, 0, "collect-uid", collectedAt, true, false));
    return this;
  }

  /** What a collect Job left instead of results, an hour ago. */
  static Findings.Failure failed(String reason) {
    return new Findings.Failure(reason, true, NOW.minus(Duration.ofHours(1)));
  }

  SnapshotBuilder found(java.util.function.UnaryOperator<Findings> change) {
    findings = change.apply(findings);
    return this;
  }

  JobSnapshot build() {
    var source =
        new ProcessingJobSpec.Source(
            new ProcessingJobSpec.Archive("in", "jobs/j/a.zip", "a.zip", deadline));
    var spec =
        new ProcessingJobSpec(
            "p", null, source, null, null, null, null, suspend, terminate, retention);
    var status =
        new ProcessingJobStatus(
            1L, state, conditions, null, null, finishedAt, null, archive, null, message);
    return new JobSnapshot(
        1, spec, status, hint, allowed, deletedAt, slices, collects, findings, SETTINGS);
  }

  JobPlan decide() {
    return JobDecision.decide(build(), NOW);
  }

  static List<ArchiveEntry> entries(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new ArchiveEntry("f" + i, new EntryPlace(i, 1, 1, 0, 0), null))
        .toList();
  }

  /** The types of a status' true conditions. */
  static Set<String> conditions(ProcessingJobStatus status) {
    return status.conditions().stream().map(Condition::getType).collect(Collectors.toSet());
  }

  static FileSliceStatus states(String states) {
    return new FileSliceStatus(states, null, null);
  }
}
