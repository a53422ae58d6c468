package dev.waybill.operator.file;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.Waybill;
import dev.waybill.operator.file.SliceAction.Effect;
import dev.waybill.operator.file.SliceAction.EndedAttempt;
import dev.waybill.operator.log.LogKeeper;
import dev.waybill.operator.log.WantedLog;
import dev.waybill.operator.pod.Evidence;
import dev.waybill.operator.pod.StoreTrouble;
import dev.waybill.operator.pod.WaitingReason;
import dev.waybill.operator.pod.WorkerPod;
import dev.waybill.storage.JobKeys;
import dev.waybill.storage.StoreException;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what a plan says, after its claim has been written. Everything here may be done twice. */
final class SliceEffects {
  private static final Logger LOG = LoggerFactory.getLogger(SliceEffects.class);

  /** After a renewal that failed: what was in its way costs each round a wait. */
  private static final Duration RENEW_AGAIN = Duration.ofSeconds(10);

  private final KubernetesClient client;
  private final GrantSecrets grants;
  private final JobStarts starts;
  private final LogKeeper logs;
  private final Consumer<String> wake;

  /**
   * @param wake told the name of a slice one of whose logs is kept
   */
  SliceEffects(
      KubernetesClient client,
      GrantSecrets grants,
      String image,
      WorkerPod worker,
      LogKeeper logs,
      Consumer<String> wake) {
    this.client = client;
    this.grants = grants;
    this.starts = new JobStarts(client, image, worker);
    this.logs = logs;
    this.wake = wake;
  }

  /**
   * @param made told of every Job that was made
   * @return whether a Job is still owed, the API server or the store being in its way
   */
  boolean perform(
      List<Effect> effects,
      FileSlice slice,
      ProcessingJob job,
      SliceMemory memory,
      Instant now,
      Consumer<Job> made) {
    Optional<WaitingReason> obstacle = Optional.ofNullable(memory.grantsTrouble);
    List<Effect.CreateJob> wanted = new ArrayList<>();
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.RenewGrants(List<Integer> files) ->
            obstacle = renew(files, slice, job, memory, now);
        case Effect.CreateJob create -> wanted.add(create);
        case Effect.LowerDeadline(String pod, long seconds) -> lowerDeadline(slice, pod, seconds);
        case Effect.KeepLogs(List<EndedAttempt> attempts) ->
            attempts.forEach(ended -> keepLog(ended, slice, job, memory));
        case Effect.DeleteJobs(Set<String> names) -> names.forEach(name -> delete(slice, name));
        case Effect.DeleteAll() -> deleteAll(slice);
      }
    }
    return starts.start(wanted, obstacle, slice, job, memory, made);
  }

  /**
   * @return why there are none, the API server or the store being in the way: then no Job that
   *     needs them is made
   */
  private Optional<WaitingReason> renew(
      List<Integer> files, FileSlice slice, ProcessingJob job, SliceMemory memory, Instant now) {
    try {
      memory.grantsExpireAt = grants.renew(slice, job, files, now);
      memory.renewGrantsAt = GrantSecrets.renewAt(now, memory.grantsExpireAt);
      memory.grantsTrouble = null;
      return Optional.empty();
    } catch (KubernetesClientException e) {
      if (!ApiAnswers.answered(e)) {
        throw e;
      }
      return notRenewed(WaitingReason.notMade(ApiAnswers.words(e)), slice, memory, now);
    } catch (StoreException e) {
      return notRenewed(StoreTrouble.of(e), slice, memory, now);
    }
  }

  private static Optional<WaitingReason> notRenewed(
      WaitingReason why, FileSlice slice, SliceMemory memory, Instant now) {
    if (!why.equals(memory.grantsTrouble)) {
      LOG.warn("grants of slice {} not renewed: {}", slice.getMetadata().getName(), why.words());
    }
    memory.grantsTrouble = why;
    memory.renewGrantsAt = now.plus(RENEW_AGAIN);
    return Optional.of(why);
  }

  /** A pod that ends meanwhile needs none; one that goes on without is looked at again. */
  private void lowerDeadline(FileSlice slice, String pod, long seconds) {
    try {
      client
          .pods()
          .inNamespace(slice.getMetadata().getNamespace())
          .withName(pod)
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              "{\"spec\":{\"activeDeadlineSeconds\":%d}}".formatted(seconds));
    } catch (KubernetesClientException e) {
      LOG.info("deadline of pod {} not lowered: {}", pod, e.getCode());
    }
  }

  private void keepLog(EndedAttempt ended, FileSlice slice, ProcessingJob job, SliceMemory memory) {
    Attempt attempt = ended.attempt();
    String name = slice.getMetadata().getName();
    memory.askedLogs.put(ended.jobName(), ended);
    logs.keep(
        new WantedLog(
            slice.getMetadata().getNamespace(),
            name,
            new JobKeys(job.jobId()),
            attempt.file(),
            attempt.number(),
            attempt.pod(),
            LogPolicy.readable(attempt) ? Evidence.logged(attempt, ended.step()) : null,
            LogPolicy.lost(attempt),
            () -> {
              memory.keptLogs.add(ended.jobName());
              wake.accept(name);
            }));
  }

  private void delete(FileSlice slice, String name) {
    client
        .batch()
        .v1()
        .jobs()
        .inNamespace(slice.getMetadata().getNamespace())
        .withName(name)
        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
        .delete();
  }

  /** One request for all Jobs, whatever their number. */
  private void deleteAll(FileSlice slice) {
    client.raw(
        "/apis/batch/v1/namespaces/%s/jobs?labelSelector=%s%%3D%s&propagationPolicy=Background"
            .formatted(
                slice.getMetadata().getNamespace(),
                Waybill.SLICE_LABEL.replace("/", "%2F"),
                slice.getMetadata().getName()),
        "DELETE",
        null);
    grants.delete(slice);
  }
}
