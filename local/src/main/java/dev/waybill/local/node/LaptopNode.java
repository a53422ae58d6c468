package dev.waybill.local.node;

import dev.waybill.local.pool.ChildPool;
import dev.waybill.local.pool.Task;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs every pod of the namespace that it is shown: the worker's image in the pool of children, any
 * other not at all. A pod that was running when an earlier process ended is failed as disrupted.
 */
public final class LaptopNode implements AutoCloseable, ResourceEventHandler<Pod> {
  private static final Logger LOG = LoggerFactory.getLogger(LaptopNode.class);
  private static final long RETRY_SECONDS = 2;

  private final KubernetesClient client;
  private final ChildPool pool;
  private final PodLogFiles logs;
  private final String workerImage;
  private final Clock clock;
  private final PodWriter writer;
  private final Map<String, RunningPod> known = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("laptop-node").factory());

  /**
   * @param pods an informer not yet started, of the namespace to be served
   * @param workerImage the one image that can be run here
   */
  public LaptopNode(
      KubernetesClient client,
      SharedIndexInformer<Pod> pods,
      ChildPool pool,
      PodLogFiles logs,
      String workerImage,
      Clock clock) {
    this.client = client;
    this.pool = pool;
    this.logs = logs;
    this.workerImage = workerImage;
    this.clock = clock;
    this.writer = new PodWriter(client, timer);
    pods.addEventHandler(this);
  }

  @Override
  public void onAdd(Pod pod) {
    soon(() -> seen(pod));
  }

  @Override
  public void onUpdate(Pod before, Pod after) {
    soon(() -> seen(after));
  }

  @Override
  public void onDelete(Pod pod, boolean finalStateUnknown) {
    soon(() -> gone(pod));
  }

  /** Nothing looks at a pod again by itself: what fails is done again. */
  private void soon(Runnable step) {
    timer.execute(() -> tried(step));
  }

  private void tried(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.warn("tried again in {} s", RETRY_SECONDS, e);
      timer.schedule(() -> tried(step), RETRY_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void seen(Pod pod) {
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      kill(pod);
      return;
    }
    RunningPod before = known.get(pod.getMetadata().getUid());
    if (before != null) {
      before.deadlineIs(pod.getSpec().getActiveDeadlineSeconds());
      return;
    }
    RunningPod running = new RunningPod(pod, writer, logs, timer, clock);
    known.put(pod.getMetadata().getUid(), running);
    tried(() -> begin(running));
  }

  private void begin(RunningPod running) {
    Pod pod = running.pod();
    logs.of(pod);
    switch (pod.getStatus() == null ? null : pod.getStatus().getPhase()) {
      case "Running" -> {
        LOG.info("{} was running when the last process ended", pod.getMetadata().getName());
        logs.ended(pod);
        writer.write(pod, PodPhases.disrupted(pod, clock.instant()));
      }
      case "Succeeded", "Failed" -> logs.ended(pod);
      case null, default -> start(running);
    }
  }

  private void start(RunningPod running) {
    Pod pod = running.pod();
    if (known.get(pod.getMetadata().getUid()) != running) {
      return;
    }
    Container container = pod.getSpec().getContainers().getFirst();
    if (!workerImage.equals(container.getImage())
        || !container.getCommand().isEmpty()
        || !pod.getSpec().getInitContainers().isEmpty()) {
      logs.ended(pod);
      writer.write(pod, PodPhases.notRunnable("a container image needs a cluster"));
      return;
    }
    try {
      Map<String, String> env = ContainerEnv.resolve(container, name -> secret(pod, name));
      running.startedAs(pool.submit(new Task(container.getArgs(), env), running));
    } catch (ContainerEnv.NotReady e) {
      running.waitFor("CreateContainerConfigError", e.getMessage());
      timer.schedule(() -> tried(() -> start(running)), RETRY_SECONDS, TimeUnit.SECONDS);
    }
  }

  private Optional<Secret> secret(Pod pod, String name) {
    return Optional.ofNullable(
        client.secrets().inNamespace(pod.getMetadata().getNamespace()).withName(name).get());
  }

  private void kill(Pod pod) {
    RunningPod running = known.get(pod.getMetadata().getUid());
    if (running != null) {
      running.kill();
    }
  }

  private void gone(Pod pod) {
    kill(pod);
    known.remove(pod.getMetadata().getUid());
    writer.forget(pod);
    logs.delete(pod);
  }

  /** To be called once, when the informer knows every pod. */
  public void cleanUp(List<Pod> pods) {
    logs.keepOnly(pods.stream().map(pod -> pod.getMetadata().getUid()).collect(Collectors.toSet()));
  }

  /** Stops listening; what runs is the pool's to end. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
