package dev.waybill.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every switch, on and off: what it adds and takes away, and that it touches nothing else. */
class SwitchesTest {
  private static final List<String> NAMES = Chart.render(Chart.LEAST).names();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "crds: {install: false}                     | - CustomResourceDefinition/fileslices.waybill.dev CustomResourceDefinition/processingjobs.waybill.dev",
        "jobs: {createNamespace: false}             | - Namespace/freight-jobs",
        "jobs: {collectServiceAccount: {create: false}} | - ServiceAccount/wb-waybill-collect",
        "operator: {serviceAccount: {create: false, name: o}} | - ServiceAccount/wb-waybill-operator",
        "gateway: {serviceAccount: {create: false, name: g}} | - ServiceAccount/wb-waybill-gateway",
        "admissionPolicy: {enabled: false}          | - ValidatingAdmissionPolicy/wb-waybill-freight-created-by ValidatingAdmissionPolicyBinding/wb-waybill-freight-created-by",
        "rbac: {people: false}                      | - ClusterRole/wb-waybill-freight-view ClusterRole/wb-waybill-freight-edit",
        "rbac: {create: false}                      | - Role/wb-waybill-operator Role/wb-waybill-gateway Role/wb-waybill-init RoleBinding/wb-waybill-operator RoleBinding/wb-waybill-gateway RoleBinding/wb-waybill-init",
        "podDisruptionBudget: {enabled: false}      | - PodDisruptionBudget/wb-waybill-operator PodDisruptionBudget/wb-waybill-gateway",
        "operator: {replicas: 1}                    | - PodDisruptionBudget/wb-waybill-operator",
        "gateway: {replicas: 1}                     | - PodDisruptionBudget/wb-waybill-gateway",
        "networkPolicy: {enabled: false}            | - NetworkPolicy/wb-waybill-jobs NetworkPolicy/wb-waybill-operator NetworkPolicy/wb-waybill-gateway NetworkPolicy/wb-waybill-init",
        "gateway: {existingSecret: ours}            | - Job/wb-waybill-init Role/wb-waybill-init RoleBinding/wb-waybill-init ServiceAccount/wb-waybill-init NetworkPolicy/wb-waybill-init",
        "ingress: {enabled: true}                   | + Ingress/wb-waybill-gateway",
        "httpRoute: {enabled: true, parentRefs: [{name: door}]} | + HTTPRoute/wb-waybill-gateway",
        "serviceMonitor: {enabled: true}            | + ServiceMonitor/wb-waybill Service/wb-waybill-operator-admin Service/wb-waybill-gateway-admin",
        "{serviceMonitor: {enabled: true}, prometheusRule: {enabled: true}} | + PrometheusRule/wb-waybill ServiceMonitor/wb-waybill Service/wb-waybill-operator-admin Service/wb-waybill-gateway-admin"
      })
  void a_switch_changes_what_it_is_about(String values, String change) {
    List<String> expected = new ArrayList<>(NAMES);
    List<String> named = List.of(change.substring(2).split(" "));
    if (change.startsWith("-")) {
      assertThat(expected).containsAll(named);
      expected.removeAll(named);
    } else {
      expected.addAll(named);
    }

    assertThat(Chart.render(Chart.LEAST, values).names())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void a_label_that_is_given_twice_is_there_once_and_what_is_nearer_counts() {
    Rendered all =
        Chart.render(
            Chart.LEAST,
            """
            labels: {team: all}
            serviceMonitor: {enabled: true, labels: {team: metrics}}
            prometheusRule: {enabled: true, labels: {team: alerts}}
            jobs: {namespaceLabels: {team: jobs, pod-security.kubernetes.io/warn: baseline}}
            """);

    assertThat(all.one(Namespace.class, Chart.JOBS).getMetadata().getLabels())
        .containsEntry("team", "jobs")
        .containsEntry("pod-security.kubernetes.io/warn", "restricted");
  }

  @Test
  void a_clients_secret_of_ones_own_is_told_to_the_hook_whoever_made_it() {
    Rendered all = Chart.render(Chart.LEAST, "client: {create: false, existingSecret: mailroom}");

    assertThat(
            all.one(Job.class, "wb-waybill-init")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getEnv())
        .anyMatch(
            env ->
                env.getName().equals("WAYBILL_INIT_CLIENT_SECRET")
                    && "mailroom".equals(env.getValue()));
  }

  @Test
  void no_two_objects_have_one_name() {
    assertThat(new TreeSet<>(NAMES)).hasSameSizeAs(NAMES);
  }

  @Test
  void all_switches_at_once_render() {
    Rendered all = Chart.render(Chart.LEAST, Everything.VALUES);

    assertThat(all.names())
        .containsAll(NAMES)
        .contains("Ingress/wb-waybill-gateway", "HTTPRoute/wb-waybill-gateway")
        .contains("ServiceMonitor/wb-waybill", "PrometheusRule/wb-waybill");
  }
}
