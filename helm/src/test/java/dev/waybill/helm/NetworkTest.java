package dev.waybill.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may reach whom. */
class NetworkTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "region: eu-west-1                                  | 0.0.0.0/0 ::/0 :443",
        "endpoint: 'https://s3.eu-west-1.amazonaws.com'      | 0.0.0.0/0 ::/0 :443",
        "endpoint: 'http://10.0.0.7:9000'                    | 10.0.0.7/32 :9000",
        "endpoint: 'https://10.0.0.7'                        | 10.0.0.7/32 :443",
        "endpoint: 'http://[fd00::7]:9000/'                  | fd00::7/128 :9000",
        "endpoint: 'http://store.data.svc:9000'              | namespace data",
        "endpoint: 'http://store.data.svc.cluster.local'     | namespace data",
        "{endpoint: 'https://s.example.com', service: 'data/store:9000'} | namespace data",
        "{endpoint: 'http://10.0.0.7:9000', service: 'waybill/proxy:9000'} | 10.0.0.7/32 :9000",
        "{region: eu-west-1, service: 'waybill/proxy:9000'} | 0.0.0.0/0 ::/0 :443",
        "{endpoint: 'http://store.data.svc', service: 'waybill/proxy:9000'} | namespace data"
      })
  void pods_of_jobs_reach_the_store_where_its_endpoint_says_it_is(String store, String reached) {
    Rendered all =
        Chart.render(Chart.LEAST, "store: " + (store.startsWith("{") ? store : "{" + store + "}"));

    assertThat(words(jobs(all).getSpec().getEgress().getLast())).isEqualTo(reached);
  }

  @Test
  void peers_of_a_store_in_the_cluster_narrow_its_pods_but_not_to_its_services_port() {
    String peers = "[{podSelector: {matchLabels: {app: rgw}}}]";
    Rendered all =
        Chart.render(
            Chart.LEAST,
            "{store: {endpoint: 'http://rgw.rook.svc'}, networkPolicy: {store: {peers: %s}}}"
                .formatted(peers));

    assertThat(jobs(all).getSpec().getEgress().getLast().getPorts()).isEmpty();
  }

  private static NetworkPolicy jobs(Rendered all) {
    return all.one(NetworkPolicy.class, "wb-waybill-jobs");
  }

  private static String words(NetworkPolicyEgressRule rule) {
    String peers = rule.getTo().stream().map(NetworkTest::words).collect(Collectors.joining(" "));
    List<NetworkPolicyPort> ports = rule.getPorts();
    return ports.isEmpty() ? peers : peers + " :" + ports.getFirst().getPort().getValue();
  }

  private static String words(NetworkPolicyPeer peer) {
    return peer.getIpBlock() != null
        ? peer.getIpBlock().getCidr()
        : "namespace "
            + peer.getNamespaceSelector().getMatchLabels().get("kubernetes.io/metadata.name");
  }

  @Test
  void nobody_reaches_a_pod_of_a_job_and_it_reaches_names_and_the_store_alone() {
    NetworkPolicy policy = jobs(Chart.render(Chart.LEAST));

    assertThat(policy.getMetadata().getNamespace()).isEqualTo(Chart.JOBS);
    assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(policy.getSpec().getIngress()).isEmpty();
    assertThat(policy.getSpec().getEgress()).hasSize(2);
    assertThat(policy.getSpec().getEgress().getFirst().getPorts())
        .extracting(port -> port.getPort().getValue())
        .containsOnly(53);
  }

  @Test
  void a_pod_of_a_job_never_reaches_the_nodes_metadata_or_a_private_address() {
    assertThat(jobs(Chart.render(Chart.LEAST)).getSpec().getEgress().getLast().getTo().getFirst())
        .satisfies(
            peer ->
                assertThat(peer.getIpBlock().getExcept())
                    .contains("169.254.0.0/16", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"));
  }

  @Test
  void everybody_reaches_the_api_and_only_the_monitoring_the_admin_port() {
    var rules =
        Chart.render(Chart.LEAST)
            .one(NetworkPolicy.class, "wb-waybill-gateway")
            .getSpec()
            .getIngress();

    assertThat(rules).hasSize(2);
    assertThat(rules.getFirst().getPorts().getFirst().getPort().getValue()).isEqualTo("http");
    assertThat(rules.getFirst().getFrom()).isEmpty();
    assertThat(rules.getLast().getPorts().getFirst().getPort().getValue()).isEqualTo("admin");
    assertThat(rules.getLast().getFrom().stream().map(NetworkTest::words))
        .containsExactly("namespace monitoring");
  }

  @Test
  void without_a_monitoring_nobody_reaches_an_operator() {
    NetworkPolicy policy =
        Chart.render(Chart.LEAST, "networkPolicy: {monitoring: []}")
            .one(NetworkPolicy.class, "wb-waybill-operator");

    assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress");
    assertThat(policy.getSpec().getIngress()).isEmpty();
  }

  @Test
  void with_the_api_servers_addresses_what_gateway_and_operator_reach_is_limited_too() {
    Rendered all = Chart.render(Chart.LEAST, "networkPolicy: {apiServer: [172.18.0.2/32]}");

    for (String each : List.of("operator", "gateway")) {
      var spec = all.one(NetworkPolicy.class, "wb-waybill-" + each).getSpec();
      assertThat(spec.getPolicyTypes()).containsExactly("Ingress", "Egress");
      assertThat(spec.getEgress()).hasSize(3);
    }
  }

  @ParameterizedTest
  @CsvSource({"operator", "gateway"})
  void what_one_of_them_has_to_reach_as_well_the_other_does_not(String component) {
    Rendered all =
        Chart.render(
            Chart.LEAST,
            """
            networkPolicy:
              apiServer: [172.18.0.2/32]
              %sTo: [{to: [{ipBlock: {cidr: 10.2.0.0/16}}], ports: [{protocol: TCP, port: 443}]}]
            """
                .formatted(component));

    for (String each : List.of("operator", "gateway", "init")) {
      assertThat(all.one(NetworkPolicy.class, "wb-waybill-" + each).getSpec().getEgress())
          .extracting(NetworkTest::words)
          .filteredOn("10.2.0.0/16 :443"::equals)
          .hasSize(each.equals(component) ? 1 : 0);
    }
  }

  @Test
  void with_an_issuer_of_ones_own_the_gateway_reaches_what_is_said_of_it() {
    Rendered all =
        Chart.render(
            Chart.LEAST,
            """
            auth: {oidc: {issuer: 'https://i.example.com', audience: a}}
            networkPolicy:
              apiServer: [172.18.0.2/32]
              gatewayTo: [{to: [{ipBlock: {cidr: 10.2.0.0/16}}]}]
            """);

    assertThat(all.one(NetworkPolicy.class, "wb-waybill-gateway").getSpec().getEgress())
        .extracting(NetworkTest::words)
        .contains("10.2.0.0/16");
  }
}
