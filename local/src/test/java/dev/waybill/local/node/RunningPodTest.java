package dev.waybill.local.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pod's deadline; nobody reads its status here. */
class RunningPodTest {
  @TempDir Path folder;

  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final ScheduledThreadPoolExecutor later = new ScheduledThreadPoolExecutor(1);
  private final KubernetesClient nobody =
      new KubernetesClientBuilder()
          .withConfig(
              new ConfigBuilder()
                  .withMasterUrl("http://127.0.0.1:1")
                  .withRequestRetryBackoffLimit(0)
                  .build())
          .build();

  @BeforeEach
  void start() {
    timer.setRemoveOnCancelPolicy(true);
  }

  @AfterEach
  void stop() {
    timer.shutdownNow();
    later.shutdownNow();
    nobody.close();
  }

  @Test
  void a_deadline_that_is_lowered_while_the_pod_runs_counts_from_its_start() {
    RunningPod running = started(3600L);
    assertThat(secondsLeft()).isGreaterThan(3000);

    running.deadlineIs(60L);

    assertThat(secondsLeft()).isBetween(0L, 60L);
  }

  @Test
  void a_deadline_that_stays_as_it_is_is_not_set_anew() {
    RunningPod running = started(3600L);
    Runnable before = timer.getQueue().peek();

    running.deadlineIs(3600L);

    assertThat(timer.getQueue()).containsExactly(before);
  }

  /** Until the pod is killed. */
  private long secondsLeft() {
    assertThat(timer.getQueue()).hasSize(1);
    return ((Delayed) timer.getQueue().peek()).getDelay(TimeUnit.SECONDS);
  }

  private RunningPod started(Long deadline) {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("p")
            .withNamespace("n")
            .withUid("u")
            .endMetadata()
            .withNewSpec()
            .withActiveDeadlineSeconds(deadline)
            .addNewContainer()
            .withName("document")
            .withImage("i")
            .endContainer()
            .endSpec()
            .build();
    RunningPod running =
        new RunningPod(
            pod, new PodWriter(nobody, later), new PodLogFiles(folder), timer, Clock.systemUTC());
    running.started();
    return running;
  }
}
