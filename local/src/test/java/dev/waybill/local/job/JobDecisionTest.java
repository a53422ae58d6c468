package dev.waybill.local.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobDecisionTest {
  private static final Instant NOW = Instant.parse("2026-01-23T10:00:00.5Z");

  @Test
  void a_new_job_gets_one_pod_with_its_template_its_labels_and_its_owner() {
    JobAction action = JobDecision.decide(job().build(), Optional.empty(), NOW);

    Pod pod = ((JobAction.CreatePod) action).pod();
    assertThat(pod.getMetadata().getName()).matches("j-0-1-[0-9a-z]{5}");
    assertThat(pod.getMetadata().getLabels())
        .containsEntry("waybill.dev/job", "j")
        .containsEntry("batch.kubernetes.io/job-name", "j-0-1");
    assertThat(pod.getMetadata().getOwnerReferences().getFirst().getUid()).isEqualTo("uid-1");
    assertThat(pod.getMetadata().getOwnerReferences().getFirst().getController()).isTrue();
    assertThat(pod.getSpec().getContainers()).hasSize(1);
  }

  @Test
  void the_pod_of_a_job_has_the_same_name_however_often_it_is_asked_for() {
    assertThat(JobDecision.decide(job().build(), Optional.empty(), NOW))
        .isEqualTo(JobDecision.decide(job().build(), Optional.empty(), NOW.plusSeconds(9)));
  }

  @Test
  void a_pod_that_waits_or_runs_makes_its_job_active_once() {
    JobStatus status = written(job().build(), pod("Running", null));

    assertThat(status.getActive()).isEqualTo(1);
    assertThat(status.getReady()).isEqualTo(1);
    assertThat(status.getStartTime()).isEqualTo("2026-01-23T10:00:00Z");
    Job known = job().withStatus(status).build();
    assertThat(JobDecision.decide(known, Optional.of(pod("Running", null)), NOW))
        .isInstanceOf(JobAction.Rest.class);
  }

  @Test
  void a_pod_that_succeeded_completes_its_job() {
    JobStatus status = written(active(), pod("Succeeded", 0));

    assertThat(status.getSucceeded()).isEqualTo(1);
    assertThat(status.getActive()).isNull();
    assertThat(status.getCompletionTime()).isEqualTo("2026-01-23T10:00:00Z");
    assertThat(only(status).getType()).isEqualTo("Complete");
  }

  @Test
  void an_exit_code_fails_the_job_by_the_rule_that_names_it() {
    JobStatus status = written(active(), pod("Failed", 1));

    assertThat(status.getFailed()).isEqualTo(1);
    assertThat(only(status).getType()).isEqualTo("Failed");
    assertThat(only(status).getReason()).isEqualTo("PodFailurePolicy");
    assertThat(only(status).getMessage())
        .isEqualTo(
            "Container document for pod ns/p failed with exit code 1 matching FailJob rule at index 1");
  }

  @Test
  void a_disruption_is_matched_before_the_exit_code_that_it_left() {
    Pod pod =
        new PodBuilder(pod("Failed", 137))
            .editStatus()
            .addNewCondition()
            .withType("DisruptionTarget")
            .withStatus("True")
            .endCondition()
            .endStatus()
            .build();

    assertThat(only(written(active(), pod)).getMessage())
        .isEqualTo("Pod ns/p has condition DisruptionTarget matching FailJob rule at index 0");
  }

  @Test
  void a_failed_pod_that_no_rule_matches_uses_up_the_backoff_limit() {
    Job job = new JobBuilder(active()).editSpec().withPodFailurePolicy(null).endSpec().build();

    assertThat(only(written(job, pod("Failed", 1))).getReason()).isEqualTo("BackoffLimitExceeded");
  }

  @Test
  void a_pod_that_is_gone_fails_its_job_only_after_a_live_look() {
    JobAction action = JobDecision.decide(active(), Optional.empty(), NOW);

    assertThat(((JobAction.WriteStatus) action).onlyIfPodIsGone()).isTrue();
    assertThat(only(((JobAction.WriteStatus) action).status()).getType()).isEqualTo("Failed");
  }

  @Test
  void a_finished_a_deleted_and_a_suspended_job_are_left_alone() {
    Job finished = job().withStatus(written(active(), pod("Succeeded", 0))).build();
    Job deleted =
        job().editMetadata().withDeletionTimestamp("2026-01-23T09:00:00Z").endMetadata().build();
    Job suspended = job().editSpec().withSuspend(true).endSpec().build();

    for (Job job : new Job[] {finished, deleted, suspended}) {
      assertThat(JobDecision.decide(job, Optional.empty(), NOW)).isInstanceOf(JobAction.Rest.class);
    }
  }

  @Test
  void a_job_that_needs_a_whole_job_controller_fails_with_the_reason() {
    Job retrying = job().editSpec().withBackoffLimit(6).endSpec().build();

    JobStatus status = written(retrying, null);

    assertThat(only(status).getMessage()).contains("backoffLimit 0");
  }

  private static JobStatus written(Job job, Pod pod) {
    JobAction action = JobDecision.decide(job, Optional.ofNullable(pod), NOW);
    return ((JobAction.WriteStatus) action).status();
  }

  private static JobCondition only(JobStatus status) {
    assertThat(status.getConditions()).hasSize(1);
    return status.getConditions().getFirst();
  }

  private static Job active() {
    return job().withNewStatus().withActive(1).withReady(1).endStatus().build();
  }

  private static JobBuilder job() {
    return new JobBuilder()
        .withNewMetadata()
        .withNamespace("ns")
        .withName("j-0-1")
        .withUid("uid-1")
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withNewPodFailurePolicy()
        .addNewRule()
        .withAction("FailJob")
        .addNewOnPodCondition("True", "DisruptionTarget")
        .endRule()
        .addNewRule()
        .withAction("FailJob")
        .withNewOnExitCodes()
        .withOperator("NotIn")
        .withValues(0)
        .endOnExitCodes()
        .endRule()
        .endPodFailurePolicy()
        .withNewTemplate()
        .withNewMetadata()
        .addToLabels("waybill.dev/job", "j")
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("document")
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec();
  }

  private static Pod pod(String phase, Integer exitCode) {
    var pod =
        new PodBuilder()
            .withNewMetadata()
            .withNamespace("ns")
            .withName("p")
            .endMetadata()
            .withNewStatus()
            .withPhase(phase)
            .addNewContainerStatus()
            .withName("document")
            .withNewState()
            .endState()
            .endContainerStatus()
            .endStatus()
            .build();
    if (exitCode != null) {
      var terminated = new io.fabric8.kubernetes.api.model.ContainerStateTerminated();
      terminated.setExitCode(exitCode);
      pod.getStatus().getContainerStatuses().getFirst().getState().setTerminated(terminated);
    }
    return pod;
  }
}
