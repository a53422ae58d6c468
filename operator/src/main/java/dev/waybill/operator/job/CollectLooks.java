package dev.waybill.operator.job;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.operator.Parts;
import dev.waybill.operator.job.Findings.Results;
import dev.waybill.operator.pod.Evidence;
import dev.waybill.operator.pod.JobSeen;
import dev.waybill.operator.pod.PodSeen;
import dev.waybill.operator.pod.PodSeen.Words;
import dev.waybill.operator.pod.WaitingReason;
import dev.waybill.storage.ObjectInfo;
import dev.waybill.storage.ObjectRef;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Looks after a {@code collect} Job: what its pod waits for, what it left, why it left nothing. */
final class CollectLooks {
  /** What its pod says of itself names neither file nor attempt. */
  private static final Attempt CLAIMED =
      new Attempt(0, 0, AttemptKind.RUNNING, null, null, null, null, null, "");

  private final Parts parts;

  CollectLooks(Parts parts) {
    this.parts = parts;
  }

  UnaryOperator<Findings> during(JobRef job, JobAction.LookAtCollect look) {
    Optional<PodSeen> pod = pod(job, look.number());
    WaitingReason reason =
        pod.isEmpty()
            ? warning("Job", CollectJob.name(job, look.number()), look.uid())
                .map(words -> WaitingReason.of(words.reason(), words.message()))
                .orElse(null)
            : WaitingReason.of(pod.get(), warning("Pod", pod.get().name(), null).orElse(null))
                .orElse(null);
    Instant now = parts.clock().instant();
    return findings -> findings.withResults(Results.during(look.number(), reason, now));
  }

  UnaryOperator<Findings> after(JobRef job, int collect) {
    ObjectRef place = ObjectRef.of(parts.config().store().outputBucket(), job.keys().results());
    ObjectInfo object = parts.store().head(place).orElse(null);
    String failure = object == null ? failure(job, collect) : null;
    return findings -> findings.withResults(Results.after(collect, object, failure));
  }

  private String failure(JobRef ref, int collect) {
    Job job =
        parts
            .client()
            .batch()
            .v1()
            .jobs()
            .inNamespace(ref.namespace())
            .withName(CollectJob.name(ref, collect))
            .get();
    if (job == null) {
      return "its Job was deleted";
    }
    PodSeen pod = pod(ref, collect).orElse(null);
    String words =
        Evidence.judge(
                CLAIMED,
                JobSeen.of(job),
                pod,
                parts.config().jobs().collectLimit(),
                parts.clock().instant())
            .reason();
    return words.isEmpty() ? "collect left none" : words;
  }

  private Optional<PodSeen> pod(JobRef job, int collect) {
    return parts
        .client()
        .pods()
        .inNamespace(job.namespace())
        .withLabels(CollectJob.labels(job, collect))
        .list()
        .getItems()
        .stream()
        .map(PodSeen::of)
        .findFirst();
  }

  private Optional<Words> warning(String kind, String name, String uid) {
    return parts
        .warnings()
        .of(kind, name, uid)
        .map(warning -> new Words(warning.reason(), warning.message()));
  }
}
