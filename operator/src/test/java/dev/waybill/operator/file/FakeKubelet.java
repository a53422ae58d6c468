package dev.waybill.operator.file;

import dev.waybill.crds.Waybill;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Plays Job controller and kubelet for the attempts of files: writes what those write, runs
 * nothing, and remembers what was started.
 */
final class FakeKubelet implements AutoCloseable {
  /** What becomes of an attempt. */
  enum Fate {
    DONE,
    EXIT_1,
    DISRUPTED,
    IMAGE_MISSING,
    RUNS_ON
  }

  private final KubernetesClient client;
  private final String namespace;
  private volatile Function<String, Fate> fate;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final List<String> started = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();

  FakeKubelet(KubernetesClient client, String namespace, Function<String, Fate> fate) {
    this.client = client;
    this.namespace = namespace;
    this.fate = fate;
    loop.scheduleWithFixedDelay(this::look, 0, 50, TimeUnit.MILLISECONDS);
  }

  /** Names of the Jobs that were started, once for every time that one was. */
  List<String> started() {
    return List.copyOf(started);
  }

  /** From now on; also of what runs on. */
  void fate(Function<String, Fate> next) {
    loop.execute(
        () -> {
          fate = next;
          seen.removeIf(uid -> uid.endsWith("*"));
        });
  }

  @Override
  public void close() {
    loop.close();
  }

  private void look() {
    try {
      client
          .batch()
          .v1()
          .jobs()
          .inNamespace(namespace)
          .withLabel(Waybill.FILE_INDEX_LABEL)
          .list()
          .getItems()
          .forEach(this::run);
    } catch (KubernetesClientException e) {
      // gone or changed meanwhile: the next look sees
    }
  }

  private void run(Job job) {
    String uid = job.getMetadata().getUid();
    boolean ended = job.getStatus() != null && !job.getStatus().getConditions().isEmpty();
    if (ended || seen.contains(uid) || seen.contains(uid + "*")) {
      return;
    }
    String name = job.getMetadata().getName();
    Fate next = fate.apply(name);
    Pod pod = client.pods().inNamespace(namespace).withName(name + "-pod").get();
    if (pod == null) {
      started.add(name);
      pod = client.resource(pod(job)).create();
    }
    client.resource(new PodBuilder(pod).withStatus(podStatus(next)).build()).updateStatus();
    client.resource(new JobBuilder(job).withStatus(jobStatus(name, next)).build()).updateStatus();
    boolean runsOn = next == Fate.RUNS_ON || next == Fate.IMAGE_MISSING;
    seen.add(runsOn ? uid + "*" : uid);
  }

  private static Pod pod(Job job) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(job.getMetadata().getName() + "-pod")
        .withNamespace(job.getMetadata().getNamespace())
        .withLabels(job.getSpec().getTemplate().getMetadata().getLabels())
        .addNewOwnerReference()
        .withApiVersion("batch/v1")
        .withKind("Job")
        .withName(job.getMetadata().getName())
        .withUid(job.getMetadata().getUid())
        .withController(true)
        .endOwnerReference()
        .endMetadata()
        .withNewSpecLike(job.getSpec().getTemplate().getSpec())
        .withNodeName("node-1")
        .endSpec()
        .build();
  }

  private static PodStatus podStatus(Fate fate) {
    return switch (fate) {
      case IMAGE_MISSING ->
          new PodStatusBuilder()
              .withPhase("Pending")
              .addNewContainerStatus()
              .withName("document")
              .withNewState()
              .withNewWaiting("Back-off pulling image", "ImagePullBackOff")
              .endState()
              .endContainerStatus()
              .build();
      case RUNS_ON ->
          new PodStatusBuilder()
              .withPhase("Running")
              .addNewContainerStatus()
              .withName("document")
              .withNewState()
              .withNewRunning(now())
              .endState()
              .endContainerStatus()
              .build();
      case DONE -> terminated("Succeeded", 0, null);
      case EXIT_1 -> terminated("Failed", 1, null);
      case DISRUPTED -> terminated("Failed", 143, "DeletionByTaintManager");
    };
  }

  private static PodStatus terminated(String phase, int exitCode, String disruption) {
    PodStatusBuilder status =
        new PodStatusBuilder()
            .withPhase(phase)
            .addNewContainerStatus()
            .withName("document")
            .withNewState()
            .withNewTerminated()
            .withExitCode(exitCode)
            .withReason(exitCode == 0 ? "Completed" : "Error")
            .withStartedAt(now())
            .withFinishedAt(now())
            .endTerminated()
            .endState()
            .endContainerStatus();
    return disruption == null
        ? status.build()
        : status
            .addNewCondition()
            .withType("DisruptionTarget")
            .withStatus("True")
            .withReason(disruption)
            .endCondition()
            .build();
  }

  private static JobStatus jobStatus(String name, Fate fate) {
    JobStatusBuilder status = new JobStatusBuilder().withStartTime(now());
    return switch (fate) {
      case RUNS_ON, IMAGE_MISSING -> status.withActive(1).build();
      case DONE -> ended(status.withSucceeded(1).withCompletionTime(now()), "Complete", null, null);
      case EXIT_1 ->
          ended(
              status.withFailed(1),
              "Failed",
              "PodFailurePolicy",
              "Container document for pod waybill/%s-pod failed with exit code 1 matching FailJob rule at index 1"
                  .formatted(name));
      case DISRUPTED ->
          ended(
              status.withFailed(1),
              "Failed",
              "PodFailurePolicy",
              "Pod waybill/%s-pod has condition DisruptionTarget matching FailJob rule at index 0"
                  .formatted(name));
    };
  }

  private static JobStatus ended(
      JobStatusBuilder status, String type, String reason, String message) {
    return status
        .addNewCondition()
        .withType(type)
        .withStatus("True")
        .withReason(reason)
        .withMessage(message)
        .withLastTransitionTime(now())
        .endCondition()
        .build();
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
