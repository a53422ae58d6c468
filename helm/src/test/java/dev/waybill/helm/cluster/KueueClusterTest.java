package dev.waybill.helm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waybill.crds.AttemptKind;
import dev.waybill.crds.JobState;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.NamespaceableResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With Kueue, where the cluster has it: a queue with room for one file at a time. */
@OnCluster
class KueueClusterTest {
  private static final String QUEUE = "one-at-a-time";

  private final Installation installed;

  @TempDir Path folder;

  KueueClusterTest(Installation installed) {
    this.installed = installed;
  }

  @BeforeEach
  void need_Kueue() {
    assumeTrue(there(), "the cluster has no Kueue");
    queue().forEach(NamespaceableResource::serverSideApply);
  }

  /** Also called where there was none to be made. */
  @AfterEach
  void drop_the_queue() {
    if (there()) {
      queue().forEach(NamespaceableResource::delete);
    }
  }

  private boolean there() {
    return installed
            .client()
            .apiextensions()
            .v1()
            .customResourceDefinitions()
            .withName("clusterqueues.kueue.x-k8s.io")
            .get()
        != null;
  }

  @Test
  void files_wait_by_name_until_their_queue_has_room_and_lose_no_attempt() throws Exception {
    Trial trial =
        Trial.apply(
            installed,
            Archives.letters(folder, 3),
            ", \"labels\": {\"kueue.x-k8s.io/queue-name\": \"%s\"}".formatted(QUEUE),
            "");

    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () -> assertThat(trial.notes()).contains("waiting: Suspended: its Job is held"));

    assertThat(trial.ended().state()).isEqualTo(JobState.SUCCEEDED);
    for (int file = 0; file < 3; file++) {
      assertThat(trial.kinds(file)).containsExactly(AttemptKind.SUCCEEDED);
    }
  }

  private List<NamespaceableResource<GenericKubernetesResource>> queue() {
    return Stream.of(
            """
            apiVersion: kueue.x-k8s.io/v1beta2
            kind: ResourceFlavor
            metadata: {name: %1$s}
            """,
            """
            apiVersion: kueue.x-k8s.io/v1beta2
            kind: ClusterQueue
            metadata: {name: %1$s}
            spec:
              namespaceSelector: {}
              resourceGroups:
              - coveredResources: [cpu, memory, ephemeral-storage]
                flavors:
                - name: %1$s
                  resources:
                  - {name: cpu, nominalQuota: 300m}
                  - {name: memory, nominalQuota: 900Mi}
                  - {name: ephemeral-storage, nominalQuota: 20Gi}
            """,
            """
            apiVersion: kueue.x-k8s.io/v1beta2
            kind: LocalQueue
            metadata: {name: %1$s, namespace: %2$s}
            spec: {clusterQueue: %1$s}
            """)
        .map(text -> text.formatted(QUEUE, installed.jobs()))
        .map(yaml -> Serialization.unmarshal(yaml, GenericKubernetesResource.class))
        .map(object -> installed.client().resource(object))
        .toList();
  }
}
