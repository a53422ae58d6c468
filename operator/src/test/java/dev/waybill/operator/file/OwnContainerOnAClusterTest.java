package dev.waybill.operator.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.Waybill;
import dev.waybill.operator.Cluster;
import dev.waybill.operator.file.FakeKubelet.Fate;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs with a container of their own: what may be asked for, and that it is done. */
class OwnContainerOnAClusterTest {
  private static final String JOB =
      """
      apiVersion: waybill.dev/v1alpha1
      kind: ProcessingJob
      metadata: {name: %s, namespace: waybill}
      spec:
        source: {archive: {bucket: samples-bucket, key: a.zip}}
        %s
      """;

  @TempDir static Path folder;
  private static Cluster cluster;

  @BeforeAll
  static void start() throws IOException {
    cluster = new Cluster(folder);
    cluster.put(Cluster.SAMPLES, "a.zip", Cluster.zip(List.of("a.txt", "b.txt", "c.txt")));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void its_files_are_processed_like_any_others() {
    try (FakeKubelet kubelet =
        new FakeKubelet(cluster.client(), Cluster.NAMESPACE, name -> Fate.DONE)) {
      cluster.startOperator();
      create("own", "worker: {image: \"me/mine:1\"}");

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(new Files(cluster).states("own")).isEqualTo("CCC"));

      assertThat(kubelet.started()).containsExactlyInAnyOrder("own-0-1", "own-1-1", "own-2-1");
      assertThat(
              cluster
                  .client()
                  .pods()
                  .inNamespace(Cluster.NAMESPACE)
                  .withLabel(Waybill.STEP_LABEL, "work")
                  .list()
                  .getItems())
          .hasSize(3);
    } finally {
      cluster.stopOperator();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          worker: {command: [a]}                 | need an image
          worker: {args: [a]}                    | need an image
          worker: {runAsUser: 5}                 | need an image
          worker: {runAsGroup: 5}                | need an image
          worker: {fsGroup: 5}                   | need an image
          worker: {image: me, runAsUser: 0}      | should be greater than or equal to 1
          worker: {image: me, runAsGroup: 0}     | should be greater than or equal to 1
          worker: {image: me, fsGroup: 0}        | should be greater than or equal to 1
          worker: {image: "me mine"}             | should match
          worker: {image: me, env: [{name: WAYBILL_GRANT, value: x}]} | are reserved
          """)
  void what_makes_no_sense_is_refused_by_name(String spec, String words) {
    assertThatThrownBy(() -> create("refused", spec))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"image":"other"} | worker is immutable
          {"args":["a"]}    | worker is immutable
          null              | worker is immutable
          """)
  void a_container_is_not_changed_while_its_job_lives(String worker, String words) {
    ProcessingJob job =
        create(
            "kept-" + Integer.toHexString(worker.hashCode()),
            "worker: {image: me, command: [a], args: [b], runAsUser: 5, runAsGroup: 6, fsGroup: 7}");

    assertThatThrownBy(
            () ->
                cluster
                    .client()
                    .resource(job)
                    .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\":{\"worker\":%s}}".formatted(worker)))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(words);
  }

  private static ProcessingJob create(String name, String spec) {
    return cluster
        .client()
        .resource(Serialization.unmarshal(JOB.formatted(name, spec), ProcessingJob.class))
        .create();
  }
}
