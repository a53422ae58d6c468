package dev.waybill.local.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.local.pool.Ended;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodPhasesTest {
  private static final Instant START = Instant.parse("2026-01-23T10:00:00Z");
  private static final Instant NOW = START.plusSeconds(5);

  @ParameterizedTest
  @CsvSource({
    "0,   EXIT,          Succeeded, Completed",
    "1,   EXIT,          Failed,    Error",
    "137, KILL,          Failed,    Error",
    "137, OUT_OF_MEMORY, Failed,    OOMKilled"
  })
  void an_end_is_told_in_a_kubelets_words(
      int exitCode, Ended.Cause cause, String phase, String reason) {
    PodStatus status = PodPhases.ended(pod(), new Ended(exitCode, "why", cause), false, START, NOW);

    assertThat(status.getPhase()).isEqualTo(phase);
    assertThat(terminated(status).getReason()).isEqualTo(reason);
    assertThat(terminated(status).getExitCode()).isEqualTo(exitCode);
    assertThat(terminated(status).getMessage()).isEqualTo("why");
    assertThat(terminated(status).getStartedAt()).isEqualTo("2026-01-23T10:00:00Z");
    assertThat(terminated(status).getFinishedAt()).isEqualTo("2026-01-23T10:00:05Z");
    assertThat(status.getReason()).isNull();
  }

  @Test
  void a_pod_killed_at_its_deadline_says_so_itself() {
    Ended killed = new Ended(137, "", Ended.Cause.KILL);

    PodStatus status = PodPhases.ended(pod(), killed, true, START, NOW);

    assertThat(status.getPhase()).isEqualTo("Failed");
    assertThat(status.getReason()).isEqualTo("DeadlineExceeded");
  }

  @Test
  void a_pod_that_outlived_its_process_is_a_target_of_disruption() {
    Pod pod = new PodBuilder(pod()).withStatus(PodPhases.running(pod(), START)).build();

    PodStatus status = PodPhases.disrupted(pod, NOW);

    assertThat(status.getPhase()).isEqualTo("Failed");
    assertThat(status.getStartTime()).isEqualTo("2026-01-23T10:00:00Z");
    assertThat(status.getConditions())
        .anyMatch(c -> c.getType().equals("DisruptionTarget") && c.getStatus().equals("True"));
  }

  @Test
  void a_pod_without_its_secret_waits_for_a_named_reason() {
    PodStatus status = PodPhases.waiting(pod(), "CreateContainerConfigError", "secret", NOW);

    assertThat(status.getPhase()).isEqualTo("Pending");
    assertThat(status.getContainerStatuses().getFirst().getState().getWaiting().getReason())
        .isEqualTo("CreateContainerConfigError");
  }

  private static ContainerStateTerminated terminated(PodStatus status) {
    return status.getContainerStatuses().getFirst().getState().getTerminated();
  }

  private static Pod pod() {
    return new PodBuilder()
        .withNewSpec()
        .addNewContainer()
        .withName("document")
        .withImage("waybill/worker:dev")
        .endContainer()
        .endSpec()
        .build();
  }
}
