package dev.waybill.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.ContainerLog;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttemptPodTest {
  private static final AttemptPod ATTEMPT = new AttemptPod("job", 7, 2);

  private static PodBuilder pod(String step, String owner) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("pod-of-" + owner)
        .withLabels(Map.of("waybill.dev/step", step))
        .addNewOwnerReference()
        .withKind("Job")
        .withName(owner)
        .endOwnerReference()
        .endMetadata();
  }

  private static ContainerStatus waiting(String name) {
    return status(name).withNewState().withNewWaiting().endWaiting().endState().build();
  }

  private static ContainerStatus running(String name) {
    return status(name).withNewState().withNewRunning().endRunning().endState().build();
  }

  private static ContainerStatus ended(String name) {
    return status(name).withNewState().withNewTerminated().endTerminated().endState().build();
  }

  private static ContainerStatusBuilder status(String name) {
    return new ContainerStatusBuilder().withName(name);
  }

  private static Pod document(ContainerStatus status) {
    return pod("document", "job-7-2")
        .withNewStatus()
        .withContainerStatuses(status)
        .endStatus()
        .build();
  }

  private static Pod work(ContainerStatus fetch, ContainerStatus work, ContainerStatus deliver) {
    return pod("work", "job-7-2")
        .withNewStatus()
        .withInitContainerStatuses(fetch, work)
        .withContainerStatuses(deliver)
        .endStatus()
        .build();
  }

  private static Optional<String> container(Pod pod) {
    return ATTEMPT.log(List.of(pod)).map(ContainerLog::container);
  }

  @Test
  void the_built_in_workers_log_is_its_one_containers_once_that_has_started() {
    assertThat(container(document(running("document")))).contains("document");
    assertThat(container(document(ended("document")))).contains("document");
    assertThat(container(document(waiting("document")))).isEmpty();
    assertThat(container(pod("document", "job-7-2").build())).isEmpty();
  }

  @Test
  void of_a_users_own_container_it_is_that_and_no_other_step() {
    assertThat(container(work(running("fetch"), waiting("work"), waiting("deliver")))).isEmpty();
    assertThat(container(work(ended("fetch"), running("work"), waiting("deliver"))))
        .contains("work");
    assertThat(container(work(ended("fetch"), ended("work"), running("deliver")))).contains("work");
  }

  @Test
  void a_pod_of_another_job_is_not_believed_whatever_its_labels_say() {
    Pod other =
        new PodBuilder(document(running("document")))
            .editMetadata()
            .editFirstOwnerReference()
            .withName("job-7-21")
            .endOwnerReference()
            .endMetadata()
            .build();
    assertThat(ATTEMPT.log(List.of(other))).isEmpty();
    assertThat(ATTEMPT.log(List.of(other, document(running("document")))).orElseThrow().pod())
        .isEqualTo("pod-of-job-7-2");
  }

  @Test
  void it_is_found_by_the_labels_of_job_file_and_attempt() {
    assertThat(ATTEMPT.labels())
        .containsOnly(
            Map.entry("waybill.dev/job", "job"),
            Map.entry("waybill.dev/file-index", "7"),
            Map.entry("waybill.dev/attempt", "2"));
  }
}
