package dev.waybill.operator.file;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.FileSlice;
import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.Waybill;
import dev.waybill.operator.file.SliceAction.Effect;
import dev.waybill.operator.file.SliceAction.EndedAttempt;
import dev.waybill.operator.log.LogKeeper;
import dev.waybill.operator.log.WantedLog;
import dev.waybill.operator.pod.AttemptJob;
import dev.waybill.operator.pod.Evidence;
import dev.waybill.operator.pod.StoreTrouble;
import dev.waybill.operator.pod.UnusableSpec;
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
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
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
  private final String image;
  private final WorkerPod worker;
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
    this.image = image;
    this.worker = worker;
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
    boolean owed = false;
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.RenewGrants(List<Integer> files) ->
            obstacle = renew(files, slice, job, memory, now);
        case Effect.CreateJob(String name, FileProgress file) -> {
          if (obstacle.isEmpty()) {
            obstacle = create(name, file, slice, job, memory, made);
          }
          obstacle.ifPresent(reason -> memory.obstacles.put(name, reason));
          owed = owed || obstacle.isPresent();
        }
        case Effect.LowerDeadline(String pod, long seconds) -> lowerDeadline(slice, pod, seconds);
        case Effect.KeepLogs(List<EndedAttempt> attempts) ->
            attempts.forEach(ended -> keepLog(ended, slice, job, memory));
        case Effect.DeleteJobs(Set<String> names) -> names.forEach(name -> delete(slice, name));
        case Effect.DeleteAll() -> deleteAll(slice);
      }
    }
    return owed;
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
      if (!answered(e)) {
        throw e;
      }
      return notRenewed(WaitingReason.notMade(words(e)), slice, memory, now);
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

  /**
   * @return why the API server does not want the Job, or none can be made of the spec: the next one
   *     would fare no better
   */
  private Optional<WaitingReason> create(
      String name,
      FileProgress file,
      FileSlice slice,
      ProcessingJob job,
      SliceMemory memory,
      Consumer<Job> made) {
    try {
      made.accept(client.resource(wanted(file, slice, job, memory)).create());
      forget(memory, name);
    } catch (UnusableSpec e) {
      return Optional.of(WaitingReason.notMade(e.getMessage()));
    } catch (KubernetesClientException e) {
      // a 5xx leaves open whether it was made: then the next try finds it there
      if (answered(e) && !thereAlready(e)) {
        return Optional.of(WaitingReason.notMade(words(e)));
      }
      // whether it was made is not certain any more: the next round looks
      forget(memory, name);
      if (!thereAlready(e)) {
        throw e;
      }
    }
    return Optional.empty();
  }

  private Job wanted(FileProgress file, FileSlice slice, ProcessingJob job, SliceMemory memory) {
    int attempt = file.last().map(Attempt::number).orElseThrow();
    int growth = GrowthPolicy.times(job.getSpec().retryStrategy(), file.attempts());
    return new AttemptJob(slice, job, file.entry(), attempt, growth, memory.grantsExpireAt)
        .build(image, worker);
  }

  private static void forget(SliceMemory memory, String name) {
    memory.unmade.remove(name);
    memory.obstacles.remove(name);
  }

  /** Whether somebody has said why not: the API server, or a webhook that it has to ask. */
  private static boolean answered(KubernetesClientException e) {
    return e.getCode() >= 400;
  }

  /** A quota that is being written answers 409 as well, for another reason. */
  private static boolean thereAlready(KubernetesClientException e) {
    String reason = e.getStatus() == null ? null : e.getStatus().getReason();
    return e.getCode() == HttpURLConnection.HTTP_CONFLICT
        && (reason == null || reason.equals("AlreadyExists"));
  }

  private static String words(KubernetesClientException e) {
    return e.getStatus() == null || e.getStatus().getMessage() == null
        ? "the API server answered " + e.getCode()
        : e.getStatus().getMessage();
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
