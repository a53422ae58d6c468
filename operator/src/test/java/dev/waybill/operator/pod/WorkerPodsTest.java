package dev.waybill.operator.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waybill.operator.kube.Env;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerPodsTest {
  private static final String PREFIX = "WAYBILL_OPERATOR_";

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          WORKER_PRIORITY_CLASS     | batch-low                             | priorityClassName: "batch-low"
          WORKER_RUNTIME_CLASS      | gvisor                                | runtimeClassName: "gvisor"
          WORKER_NODE_SELECTOR      | {"disktype":"ssd"}                    | disktype: "ssd"
          WORKER_TOLERATIONS        | [{"key":"batch","operator":"Exists"}] | key: "batch"
          WORKER_IMAGE_PULL_SECRETS | one, two                              | - name: "two"
          WORKER_IMAGE_PULL_POLICY  | Always                                | imagePullPolicy: "Always"
          WORKER_TRUST_CONFIG_MAP   | authorities                           | name: "authorities"
          """)
  void what_a_cluster_wants_of_pods_is_put_on_them(String key, String value, String line) {
    assertThat(placed(Map.of())).doesNotContain(line);
    assertThat(placed(Map.of(PREFIX + key, value))).contains(line);
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          WORKER_PRIORITY_CLASS     | Batch Low
          WORKER_RUNTIME_CLASS      | -
          WORKER_NODE_SELECTOR      | disktype=ssd
          WORKER_NODE_SELECTOR      | ["ssd"]
          WORKER_NODE_SELECTOR      | null
          WORKER_NODE_SELECTOR      | {} {}
          WORKER_TOLERATIONS        | {"key":"batch"}
          WORKER_TOLERATIONS        | batch
          WORKER_IMAGE_PULL_SECRETS | one two
          WORKER_IMAGE_PULL_POLICY  | always
          WORKER_TRUST_CONFIG_MAP   | Ours
          WORKER_OUTPUT             | much
          WORKER_MEMORY             | 2Gi
          WORKER_USER               | 2147483648
          STEP_MEMORY               | 1Qi
          STEP_CPU                  | some
          MAX_GROWN_MEMORY          | all
          """)
  void a_value_that_cannot_be_used_is_told_by_its_key(String key, String value) {
    Env env = new Env(Map.of(PREFIX + key, value), PREFIX);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkerPods.fromEnv(env))
        .withMessageStartingWith(PREFIX + key + " must be ");
  }

  private static String placed(Map<String, String> settings) {
    PodSpec pod =
        new PodSpecBuilder()
            .addNewInitContainer()
            .withName("first")
            .endInitContainer()
            .addNewContainer()
            .withName("main")
            .endContainer()
            .build();
    return Serialization.asYaml(
        WorkerPods.fromEnv(new Env(settings, PREFIX)).placement().place(pod));
  }
}
