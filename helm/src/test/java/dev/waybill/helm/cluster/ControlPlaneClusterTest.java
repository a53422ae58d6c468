package dev.waybill.helm.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.crds.Attempt;
import dev.waybill.crds.AttemptKind;
import dev.waybill.crds.Crds;
import dev.waybill.crds.JobState;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The cluster itself changes under a job that runs: the job goes on. */
@OnCluster
@Tag("drills")
class ControlPlaneClusterTest {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final String HOST = "kubernetes.io/hostname";

  private static final Map<String, Quantity> ROOM =
      Map.of(
          "cpu", new Quantity("4"),
          "memory", new Quantity("8Gi"),
          "ephemeral-storage", new Quantity("40Gi"),
          "pods", new Quantity("20"));

  private final Installation installed;

  @TempDir Path folder;

  ControlPlaneClusterTest(Installation installed) {
    this.installed = installed;
  }

  /**
   * {@code WAYBILL_TEST_API_AWAY}: a command that takes the API server away for a minute, and ends
   * when it is back.
   */
  @Test
  @EnabledIfEnvironmentVariable(named = "WAYBILL_TEST_API_AWAY", matches = ".+")
  void an_API_server_that_is_away_for_a_minute_loses_no_file_and_has_none_done_twice()
      throws Exception {
    Trial trial = Trial.apply(installed, Archives.letters(folder, 40), ", \"parallelism\": 4");
    trial.awaitTerminal(4);

    try (Command away =
        Command.start(folder, Map.of(), "bash", "-c", System.getenv("WAYBILL_TEST_API_AWAY"))) {
      assertThat(away.await(180)).as(away.err()).isZero();
    }

    assertThat(trial.ended().state()).isEqualTo(JobState.SUCCEEDED);
    // Not that none was begun twice: a Job controller that lost its connection may make a Job's pod
    // again, and then stops one of the two.
    trial.assertEachFileDoneOnce(40);
  }

  @Test
  void CRDs_of_another_version_are_taken_while_a_job_runs() throws Exception {
    Trial trial = Trial.apply(installed, Archives.letters(folder, 12), ", \"parallelism\": 3");
    trial.awaitTerminal(2);
    List<CustomResourceDefinition> ours = crds();
    try {
      ours.forEach(crd -> apply(later(crd)));
      assertThat(trial.ended().state()).isEqualTo(JobState.SUCCEEDED);
    } finally {
      crds().forEach(this::apply);
    }

    assertThat(trial.attempts()).extracting(Attempt::number).hasSize(12).containsOnly(1);
  }

  private static List<CustomResourceDefinition> crds() {
    return Crds.yaml().stream()
        .map(crd -> Serialization.unmarshal(crd, CustomResourceDefinition.class))
        .toList();
  }

  /** With a member more, as a later version might have. */
  private static CustomResourceDefinition later(CustomResourceDefinition crd) {
    JSONSchemaProps member = new JSONSchemaProps();
    member.setType("string");
    crd.getSpec().getVersions().stream()
        .map(version -> version.getSchema().getOpenAPIV3Schema().getProperties().get("spec"))
        .forEach(spec -> spec.getProperties().put("ofALaterVersion", member));
    return crd;
  }

  private void apply(CustomResourceDefinition crd) {
    client().resource(crd).forceConflicts().serverSideApply();
  }

  /** The node is one that only the API server knows: what its kubelet would say, is said here. */
  @Test
  void a_node_that_is_removed_costs_no_attempt() throws Exception {
    Node real = worker();
    Node removed = client().resource(like(real)).create();
    try {
      Trial trial;
      installed.cordon(real.getMetadata().getName(), true);
      try {
        ready(removed, real);
        trial = Trial.apply(installed, Archives.letters(folder, 1), "");
        begun(podOn(removed, trial));
      } finally {
        installed.cordon(real.getMetadata().getName(), false);
      }
      client().resource(removed).delete();

      assertThat(trial.ended().state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(trial.kinds(0)).containsExactly(AttemptKind.DISRUPTED, AttemptKind.SUCCEEDED);
    } finally {
      client().nodes().withName(removed.getMetadata().getName()).delete();
    }
  }

  /** The node where the operator runs. */
  private Node worker() {
    return client()
        .nodes()
        .withName(installed.pods("operator").getFirst().getSpec().getNodeName())
        .require();
  }

  private static Node like(Node real) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName("removed-" + UUID.randomUUID().toString().substring(0, 8))
        .addToLabels(HOST, real.getMetadata().getLabels().get(HOST))
        .endMetadata()
        .withNewStatus()
        .withCapacity(ROOM)
        .withAllocatable(ROOM)
        .addNewCondition()
        .withType("Ready")
        .withStatus("True")
        .withReason("KubeletReady")
        .endCondition()
        .endStatus()
        .build();
  }

  /** The control plane writes to a new node as well. */
  private void ready(Node node, Node real) {
    client()
        .nodes()
        .withName(node.getMetadata().getName())
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.STRATEGIC_MERGE),
            Serialization.asJson(new NodeBuilder().withStatus(like(real).getStatus()).build()));
  }

  private Pod podOn(Node node, Trial trial) {
    return await()
        .atMost(LIMIT)
        .until(
            () -> trial.pods().stream().filter(pod -> isOn(node, pod)).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static boolean isOn(Node node, Pod pod) {
    return node.getMetadata().getName().equals(pod.getSpec().getNodeName());
  }

  private void begun(Pod pod) {
    Container work = pod.getSpec().getContainers().getFirst();
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    pod.setStatus(
        new PodStatusBuilder()
            .withPhase("Running")
            .withStartTime(now)
            .addNewContainerStatus()
            .withName(work.getName())
            .withImage(work.getImage())
            .withImageID("")
            .withReady(true)
            .withStarted(true)
            .withRestartCount(0)
            .withNewState()
            .withNewRunning(now)
            .endState()
            .endContainerStatus()
            .build());
    client().resource(pod).patchStatus();
  }

  private KubernetesClient client() {
    return installed.client();
  }
}
