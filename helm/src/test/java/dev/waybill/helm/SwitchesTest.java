package dev.waybill.helm;

import static org.assertj.core.api.Assertions.assertThat;

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
        "operator: {serviceAccount: {create: false}} | - ServiceAccount/wb-waybill-operator",
        "gateway: {serviceAccount: {create: false}} | - ServiceAccount/wb-waybill-gateway",
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
        "prometheusRule: {enabled: true}            | + PrometheusRule/wb-waybill"
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
