package dev.waybill.operator.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operator.OperatorConfig;
import dev.waybill.storage.JobKeys;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CollectJobTest {
  private static final JobRef JOB = new JobRef("ns", "j", "uid", Instant.EPOCH, new JobKeys("id"));

  private final Job collect = collect(Map.of(), null);

  @Test
  void each_try_has_a_name_of_its_own() {
    assertThat(collect.getMetadata().getName()).isEqualTo("j-collect-2");
    assertThat(JOB.owns(collect)).isTrue();
    assertThat(CollectRun.of(collect)).isEqualTo(new CollectRun(2, 1, null, null, false, false));
  }

  @Test
  void how_many_before_it_failed_is_told_by_the_job_itself_for_operators_to_come() {
    assertThat(collect.getMetadata().getAnnotations())
        .containsEntry("waybill.dev/failed-before", "1");

    collect.getMetadata().setAnnotations(Map.of("waybill.dev/failed-before", "0"));
    assertThat(CollectRun.of(collect).failedBefore()).isZero();
    for (String wrong : List.of("", "-1", "x", "9999", "99999999999")) {
      collect.getMetadata().setAnnotations(Map.of("waybill.dev/failed-before", wrong));
      assertThat(CollectRun.of(collect).failedBefore()).as(wrong).isEqualTo(1);
    }
    collect.getMetadata().setAnnotations(null);
    assertThat(CollectRun.of(collect).failedBefore()).as("of an earlier version").isEqualTo(1);
  }

  @Test
  void credentials_come_from_the_secret_and_stand_nowhere_else() {
    assertThat(Serialization.asJson(collect)).doesNotContain("key-id", "key-secret");
    assertThat(container().getEnv())
        .filteredOn(variable -> variable.getValueFrom() != null)
        .extracting(EnvVar::getName)
        .containsExactly(
            "WAYBILL_STORE_ACCESS_KEY_ID",
            "WAYBILL_STORE_SECRET_ACCESS_KEY",
            "WAYBILL_STORE_SESSION_TOKEN");
  }

  @Test
  void it_does_not_start_without_the_keys_that_its_operator_has() {
    assertThat(optional(collect)).containsExactly(false, false, true);
  }

  @Test
  void it_takes_no_keys_where_its_operator_has_an_identity_instead_not_even_those_left_behind() {
    Job identified =
        new CollectJob(
                OperatorConfig.fromEnv(
                    Map.of(
                        "WAYBILL_STORE_INPUT_BUCKET", "input-bucket",
                        "WAYBILL_STORE_OUTPUT_BUCKET", "output-bucket")))
            .of(JOB, Map.of(), new JobAction.StartCollect(1, 0));

    assertThat(optional(identified)).isEmpty();
  }

  private static List<Boolean> optional(Job job) {
    return job.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv().stream()
        .filter(variable -> variable.getValueFrom() != null)
        .map(variable -> variable.getValueFrom().getSecretKeyRef().getOptional())
        .toList();
  }

  @Test
  void it_is_told_job_and_store() {
    assertThat(container().getArgs()).containsExactly("collect");
    assertThat(container().getEnv())
        .contains(
            new EnvVar("WAYBILL_JOB_ID", "id", null),
            new EnvVar("WAYBILL_STORE_ENDPOINT", "http://store:9000", null),
            new EnvVar("WAYBILL_STORE_OUTPUT_BUCKET", "output-bucket", null));
  }

  @Test
  void its_pod_is_tried_once_and_not_for_ever() {
    assertThat(collect.getSpec().getBackoffLimit()).isZero();
    assertThat(collect.getSpec().getPodFailurePolicy().getRules())
        .as("so that its status says why, whatever becomes of the pod")
        .hasSize(2);
    assertThat(collect.getSpec().getActiveDeadlineSeconds()).isPositive();
    assertThat(collect.getSpec().getTemplate().getSpec().getAutomountServiceAccountToken())
        .isFalse();
  }

  @Test
  void it_is_placed_like_the_pods_of_files_and_may_have_a_service_account_of_its_own() {
    Job placed =
        collect(
            Map.of(
                "WAYBILL_OPERATOR_WORKER_NODE_SELECTOR", "{\"disktype\":\"ssd\"}",
                "WAYBILL_OPERATOR_COLLECT_SERVICE_ACCOUNT", "collector"),
            Map.of("kueue.x-k8s.io/queue-name", "team", "app", "mine"));
    PodSpec pod = placed.getSpec().getTemplate().getSpec();

    assertThat(pod.getNodeSelector()).containsEntry("disktype", "ssd");
    assertThat(pod.getServiceAccountName()).isEqualTo("collector");
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(placed.getMetadata().getLabels())
        .containsEntry("kueue.x-k8s.io/queue-name", "team")
        .doesNotContainKey("app");
    assertThat(collect.getSpec().getTemplate().getSpec().getServiceAccountName()).isNull();
  }

  private static Job collect(Map<String, String> settings, Map<String, String> labels) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(
        Map.of(
            "WAYBILL_STORE_ENDPOINT", "http://store:9000",
            "WAYBILL_STORE_ACCESS_KEY_ID", "key-id",
            "WAYBILL_STORE_SECRET_ACCESS_KEY", "key-secret",
            "WAYBILL_STORE_INPUT_BUCKET", "input-bucket",
            "WAYBILL_STORE_OUTPUT_BUCKET", "output-bucket"));
    return new CollectJob(OperatorConfig.fromEnv(all))
        .of(JOB, labels, new JobAction.StartCollect(2, 1));
  }

  private Container container() {
    return collect.getSpec().getTemplate().getSpec().getContainers().getFirst();
  }
}
