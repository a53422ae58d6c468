package dev.waybill.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chart's own pods: confined, probed, replaced without a gap. */
class PodsTest {
  private static final Map<String, String> KEPT =
      Map.of("helm.sh/resource-policy", "keep", "argocd.argoproj.io/sync-options", "Prune=false");

  private final Rendered all = Chart.render(Chart.LEAST);

  private Stream<PodTemplateSpec> templates() {
    return Stream.concat(
        all.all(Deployment.class).map(each -> each.getSpec().getTemplate()),
        all.all(Job.class).map(each -> each.getSpec().getTemplate()));
  }

  @Test
  void every_pod_would_be_let_into_a_restricted_namespace() {
    assertThat(templates().map(PodTemplateSpec::getSpec))
        .hasSize(3)
        .allSatisfy(
            pod -> {
              assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
              assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(10001);
              assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                  .isEqualTo("RuntimeDefault");
              assertThat(pod.getHostNetwork()).isNull();
            })
        .flatExtracting(PodSpec::getContainers)
        .map(Container::getSecurityContext)
        .allSatisfy(
            confined -> {
              assertThat(confined.getAllowPrivilegeEscalation()).isFalse();
              assertThat(confined.getReadOnlyRootFilesystem()).isTrue();
              assertThat(confined.getCapabilities().getDrop()).containsExactly("ALL");
            });
  }

  @Test
  void the_jobs_namespace_lets_in_restricted_pods_only_and_outlives_the_release() {
    var jobs = all.one(Namespace.class, Chart.JOBS).getMetadata();

    assertThat(jobs.getLabels()).containsEntry("pod-security.kubernetes.io/enforce", "restricted");
    assertThat(jobs.getAnnotations()).containsAllEntriesOf(KEPT);
  }

  @Test
  void the_definitions_of_jobs_outlive_the_release_too_whoever_takes_it_away() {
    for (String kind : List.of("processingjobs", "fileslices")) {
      var crd = all.one(CustomResourceDefinition.class, kind + ".waybill.dev").getMetadata();
      assertThat(crd.getAnnotations()).containsAllEntriesOf(KEPT);
    }
  }

  @Test
  void every_container_says_what_it_needs_and_a_quota_can_count_it() {
    assertThat(templates().flatMap(each -> each.getSpec().getContainers().stream()))
        .allSatisfy(
            container -> {
              assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
              assertThat(container.getResources().getLimits()).containsKey("memory");
            });
  }

  @Test
  void a_deployments_containers_are_probed_on_their_admin_port() {
    for (String each : List.of("wb-waybill-operator", "wb-waybill-gateway")) {
      Container container = all.container(each);

      assertThat(container.getStartupProbe().getHttpGet().getPath()).isEqualTo("/healthz");
      assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/healthz");
      assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/readyz");
      assertThat(container.getReadinessProbe().getHttpGet().getPort().getValue())
          .isEqualTo("admin");
      assertThat(container.getPorts())
          .anyMatch(port -> port.getName().equals("admin") && port.getContainerPort() == 8081);
    }
  }

  @Test
  void a_roll_takes_no_pod_away_before_another_is_ready() {
    assertThat(all.all(Deployment.class).map(each -> each.getSpec().getStrategy()))
        .allSatisfy(
            roll ->
                assertThat(roll.getRollingUpdate().getMaxUnavailable().getValue()).isEqualTo(0));
  }

  @Test
  void a_gateway_is_given_time_to_drain_and_to_stop() {
    Rendered slow = Chart.render(Chart.LEAST, "gateway: {drainSeconds: 10, stopSeconds: 60}");

    assertThat(grace(all)).isEqualTo(30);
    assertThat(grace(slow)).isEqualTo(75);
    assertThat(slow.environment("wb-waybill-gateway"))
        .containsEntry("WAYBILL_GATEWAY_DRAIN_SECONDS", "10")
        .containsEntry("WAYBILL_GATEWAY_STOP_SECONDS", "60");
  }

  private static long grace(Rendered rendered) {
    return rendered
        .one(Deployment.class, "wb-waybill-gateway")
        .getSpec()
        .getTemplate()
        .getSpec()
        .getTerminationGracePeriodSeconds();
  }

  @Test
  void authorities_of_ones_own_are_trusted_by_operator_gateway_and_pods() {
    Rendered trusting = Chart.render(Chart.LEAST, "trust: {configMap: authorities}");

    for (String each : List.of("wb-waybill-operator", "wb-waybill-gateway")) {
      assertThat(volumes(all, each)).isEmpty();
      assertThat(volumes(trusting, each)).containsExactly("trust: authorities");
      assertThat(trusting.environment(each))
          .containsEntry("WAYBILL_TRUST_FILE", "/etc/waybill-trust/ca.crt");
      assertThat(trusting.container(each).getVolumeMounts())
          .anyMatch(mount -> mount.getMountPath().equals("/etc/waybill-trust"));
    }
    assertThat(trusting.environment("wb-waybill-operator"))
        .containsEntry("WAYBILL_OPERATOR_WORKER_TRUST_CONFIG_MAP", "authorities");
    assertThat(all.environment("wb-waybill-gateway")).doesNotContainKey("WAYBILL_TRUST_FILE");
  }

  /** Each as its name, with its ConfigMap's. */
  private static List<String> volumes(Rendered rendered, String deployment) {
    return rendered
        .one(Deployment.class, deployment)
        .getSpec()
        .getTemplate()
        .getSpec()
        .getVolumes()
        .stream()
        .filter(volume -> volume.getConfigMap() != null)
        .map(volume -> volume.getName() + ": " + volume.getConfigMap().getName())
        .toList();
  }

  @Test
  void a_digest_wins_over_a_tag_and_a_tag_over_the_charts_version() {
    assertThat(all.container("wb-waybill-operator").getImage()).isEqualTo("waybill/operator:0.1.0");
    String digest = "sha256:" + "0".repeat(64);
    Rendered pinned =
        Chart.render(
            Chart.LEAST,
            "image: {registry: r.example.com/x, tag: t, gateway: {digest: '%s'}}"
                .formatted(digest));
    assertThat(pinned.container("wb-waybill-operator").getImage())
        .isEqualTo("r.example.com/x/waybill/operator:t");
    assertThat(pinned.container("wb-waybill-gateway").getImage())
        .isEqualTo("r.example.com/x/waybill/gateway@" + digest);
  }

  @Test
  void a_changed_setting_replaces_the_pods_and_a_new_version_of_the_chart_alone_does_not() {
    assertThat(templates().map(each -> each.getMetadata().getLabels().keySet()))
        .allSatisfy(
            labels ->
                assertThat(labels)
                    .doesNotContain("helm.sh/chart")
                    .doesNotContain("app.kubernetes.io/version"));
    assertThat(
            Chart.render(Chart.LEAST, "operator: {env: {WAYBILL_OPERATOR_MAX_FILES: '5'}}")
                .environment("wb-waybill-operator"))
        .containsEntry("WAYBILL_OPERATOR_MAX_FILES", "5");
  }
}
