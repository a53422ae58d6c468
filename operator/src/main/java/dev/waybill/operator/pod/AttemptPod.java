package dev.waybill.operator.pod;

import dev.waybill.crds.ProcessingJobSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import java.time.Duration;
import java.util.Optional;

/** The pod of an attempt: the built-in worker's one container, or {@link OwnContainer}'s three. */
final class AttemptPod {
  private final AttemptJob attempt;
  private final String image;
  private final WorkerPod worker;

  /**
   * @param image of the worker
   */
  AttemptPod(AttemptJob attempt, String image, WorkerPod worker) {
    this.attempt = attempt;
    this.image = image;
    this.worker = worker;
  }

  PodSpec build() {
    boolean own = AttemptJob.ownContainer(attempt.job());
    PodSpecBuilder pod =
        new PodSpecBuilder()
            .withRestartPolicy("Never")
            .withActiveDeadlineSeconds(Deadline.ceiling(timeout(), worker.startLimit(), own))
            .withTerminationGracePeriodSeconds(worker.gracePeriodSeconds())
            .withAutomountServiceAccountToken(false)
            .withEnableServiceLinks(false);
    return worker
        .placement()
        .place(own ? new OwnContainer(attempt, image, worker).in(pod) : document(pod));
  }

  private PodSpec document(PodSpecBuilder pod) {
    // The document lies there, beside what its reading takes.
    Scratch folder = Scratch.temporary(Scratch.with(worker.temporary(), attempt.file().size()));
    return pod.withSecurityContext(Confinement.ofPod(worker.user(), null))
        .withVolumes(folder.volume())
        .withContainers(container(folder))
        .build();
  }

  private Container container(Scratch folder) {
    return new ContainerBuilder()
        .withName(AttemptJob.DOCUMENT)
        .withImage(image)
        .withArgs(AttemptJob.DOCUMENT)
        .withEnv(new AttemptEnv(attempt).document())
        .withResources(
            worker
                .growth()
                .of(
                    WorkerResources.of(attempt.job().getSpec().worker(), worker),
                    attempt.outOfMemory()))
        .withSecurityContext(Confinement.ofStep())
        .withVolumeMounts(folder.mount())
        .build();
  }

  private Duration timeout() {
    return Optional.ofNullable(attempt.job().getSpec().timeout())
        .map(ProcessingJobSpec.Timeout::attemptDurationSeconds)
        .map(Duration::ofSeconds)
        .orElse(null);
  }
}
