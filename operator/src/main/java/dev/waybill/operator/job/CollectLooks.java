package dev.waybill.operator.job;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.operator.Parts;
import dev.waybill.operator.job.Findings.Failure;
import dev.waybill.operator.job.Findings.Results;
import dev.waybill.operator.kube.Warnings.Warning;
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
import java.util.function.Supplier;
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
    Optional<PodSeen> pod = pod(job, look.number(), look.uid());
    Instant now = parts.clock().instant();
    if (pod.filter(seen -> lost(seen, now)).isPresent()) {
      // Kubernetes says that the Job has failed only when the pod is gone, which nobody will say
      Failure failure = new Failure("its node does not answer: " + pod.get().node(), false, now);
      return after(job, look.number(), () -> failure);
    }
    WaitingReason reason =
        pod.isEmpty()
            ? warning("Job", CollectJob.name(job, look.number()), look.uid())
                .map(words -> WaitingReason.of(words.reason(), words.message()))
                .orElse(null)
            : reason(pod.get(), now);
    boolean begun = pod.filter(PodSeen::started).isPresent();
    return findings -> findings.withResults(Results.during(look.number(), reason, begun, now));
  }

  private WaitingReason reason(PodSeen pod, Instant now) {
    Optional<Warning> warning = parts.warnings().of("Pod", pod.name(), null);
    if (pod.life().goneAt() != null && !now.isBefore(pod.life().goneAt())) {
      return WaitingReason.of("Terminating", "node " + pod.node() + " does not end its pod");
    }
    if (pod.started()) {
      return warning
          .filter(last -> WaitingReason.SILENT_NODE.equals(last.reason()))
          .filter(last -> now.isBefore(last.at().plus(WaitingReason.SILENCE)))
          .map(last -> WaitingReason.of(last.reason(), last.message()))
          .orElse(null);
    }
    return WaitingReason.of(
            pod, warning.map(last -> new Words(last.reason(), last.message())).orElse(null))
        .orElse(null);
  }

  private boolean lost(PodSeen pod, Instant now) {
    Instant goneAt = pod.life().goneAt();
    return pod.exit() == null
        && goneAt != null
        && !now.isBefore(goneAt.plus(parts.config().files().terminatingLimit()));
  }

  UnaryOperator<Findings> after(JobRef job, int collect) {
    return after(job, collect, () -> failure(job, collect));
  }

  private UnaryOperator<Findings> after(JobRef job, int collect, Supplier<Failure> why) {
    ObjectRef place = ObjectRef.of(parts.config().store().outputBucket(), job.keys().results());
    ObjectInfo object = parts.store().head(place).orElse(null);
    Failure failure = object == null ? why.get() : null;
    return findings -> findings.withResults(Results.after(collect, object, failure));
  }

  private Failure failure(JobRef ref, int collect) {
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
      return new Failure("its Job was deleted", false, parts.clock().instant());
    }
    PodSeen pod = pod(ref, collect, job.getMetadata().getUid()).orElse(null);
    Attempt attempt =
        Evidence.judge(
            CLAIMED,
            JobSeen.of(job),
            pod,
            parts.config().jobs().collectLimit(),
            parts.clock().instant());
    String words = attempt.reason().isEmpty() ? "collect left none" : attempt.reason();
    return new Failure(words, attempt.kind().counted(), attempt.stoppedAt());
  }

  /** An earlier job's of the same name may still be there, on a node that is lost. */
  private Optional<PodSeen> pod(JobRef job, int collect, String uid) {
    return parts
        .client()
        .pods()
        .inNamespace(job.namespace())
        .withLabels(CollectJob.labels(job, collect))
        .list()
        .getItems()
        .stream()
        .map(PodSeen::of)
        .filter(pod -> uid.equals(pod.jobUid()))
        .findFirst();
  }

  private Optional<Words> warning(String kind, String name, String uid) {
    return parts
        .warnings()
        .of(kind, name, uid)
        .map(warning -> new Words(warning.reason(), warning.message()));
  }
}
