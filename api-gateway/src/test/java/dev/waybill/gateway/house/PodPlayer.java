package dev.waybill.gateway.house;

import dev.waybill.crds.Waybill;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;

/**
 * Makes what a cluster would of the first attempt of a job's first file: a Job, and its pod that is
 * called {@code pod-<job>}.
 *
 * @param step whose container it runs, {@code document} or {@code work}
 */
public record PodPlayer(KubernetesClient client, String job, String step) {

  public void waits() {
    play(new ContainerStateBuilder().withNewWaiting().endWaiting().build());
  }

  public void runs() {
    play(new ContainerStateBuilder().withNewRunning().endRunning().build());
  }

  private void play(ContainerState state) {
    Pod pod = client.resource(pod(client.resource(owner()).create())).create();
    pod.setStatus(
        new PodStatusBuilder()
            .addNewContainerStatus()
            .withName(step)
            .withState(state)
            .endContainerStatus()
            .build());
    client.resource(pod).updateStatus();
  }

  private Map<String, String> labels() {
    return Map.of(
        Waybill.JOB_LABEL,
        job,
        Waybill.FILE_INDEX_LABEL,
        "0",
        Waybill.ATTEMPT_LABEL,
        "1",
        Waybill.STEP_LABEL,
        step);
  }

  private PodSpec spec() {
    return new PodSpecBuilder()
        .withRestartPolicy("Never")
        .addNewContainer()
        .withName(step)
        .withImage("i")
        .endContainer()
        .build();
  }

  private Job owner() {
    return new JobBuilder()
        .withNewMetadata()
        .withNamespace(House.NAMESPACE)
        .withName(job + "-0-1")
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withNewTemplate()
        .withSpec(spec())
        .endTemplate()
        .endSpec()
        .build();
  }

  private Pod pod(Job owner) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(House.NAMESPACE)
        .withName("pod-" + job)
        .withLabels(labels())
        .addNewOwnerReference()
        .withApiVersion(owner.getApiVersion())
        .withKind(owner.getKind())
        .withName(owner.getMetadata().getName())
        .withUid(owner.getMetadata().getUid())
        .endOwnerReference()
        .endMetadata()
        .withSpec(spec())
        .build();
  }
}
