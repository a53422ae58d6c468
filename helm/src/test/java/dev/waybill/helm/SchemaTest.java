package dev.waybill.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that make no sense are refused with the field's name, before anything is installed. */
class SchemaTest {
  @Test
  void lint_has_nothing_against_the_chart() {
    LintResult result = Chart.lint(Chart.LEAST);

    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "storage: {}                                           | additional properties 'storage' not allowed",
        "store: {existngSecret: a}                             | additional properties 'existngSecret' not allowed",
        "store: {inputBucket: ''}                              | at '/store/inputBucket'",
        "store: {inputBucket: Documents}                       | at '/store/inputBucket'",
        "store: {outputBucket: documents-in}                   | store.inputBucket and store.outputBucket must differ",
        "store: {endpoint: 'ftp://store'}                      | at '/store/endpoint'",
        "store: {endpoint: 'https://key:secret@store'}         | at '/store/endpoint'",
        "store: {endpoint: 'https://store.example.com'}        | networkPolicy.store.addresses",
        "store: {service: store}                               | at '/store/service'",
        "store: {pathStyle: 'yes'}                             | at '/store/pathStyle'",
        "gateway: {replicas: 0}                                | at '/gateway/replicas'",
        "gateway: {replicas: '2'}                              | at '/gateway/replicas'",
        "gateway: {stopSeconds: 0}                             | at '/gateway/stopSeconds'",
        "gateway: {ownerlessJobs: all}                         | at '/gateway/ownerlessJobs'",
        "operator: {env: {WAYBILL_OPERATOR_MAX_FILES: 5}}      | at '/operator/env/WAYBILL_OPERATOR_MAX_FILES'",
        "operator: {env: {WAYBILL_STORE_SECRET_ACCESS_KEY: a}} | invalid propertyName 'WAYBILL_STORE_SECRET_ACCESS_KEY'",
        "operator: {resources: {limits: {memory: lots}}}       | at '/operator/resources/limits/memory'",
        "image: {pullPolicy: Sometimes}                        | at '/image/pullPolicy'",
        "image: {operator: {repository: Waybill}}              | at '/image/operator/repository'",
        "image: {operator: {digest: 'sha256:1'}}               | at '/image/operator/digest'",
        "jobs: {namespace: Jobs}                               | at '/jobs/namespace'",
        "jobs: {namespace: freight}                            | jobs.createNamespace must be false",
        "jobs: {retentionSeconds: -1}                          | at '/jobs/retentionSeconds'",
        "jobs: {retentionSeconds: 0}                           | at '/jobs/retentionSeconds'",
        "jobs: {allowedPlaces: [bucket]}                       | at '/jobs/allowedPlaces/0'",
        "jobs: {allowedPlaces: [a=bu/]}                        | at '/jobs/allowedPlaces/0'",
        "client: {create: false}                               | client.create must be true, or client.existingSecret",
        "operator: {serviceAccount: {create: false}}           | operator.serviceAccount.name is required",
        "gateway: {serviceAccount: {create: false}}            | gateway.serviceAccount.name is required",
        "{operator: {serviceAccount: {name: a}}, gateway: {serviceAccount: {name: a}}} | must differ",
        "operator: {serviceAccount: {create: false, name: wb-waybill-gateway}} | gateway.serviceAccount and operator.serviceAccount must differ",
        "gateway: {serviceAccount: {create: false, name: wb-waybill-operator}} | gateway.serviceAccount and operator.serviceAccount must differ",
        "operator: {serviceAccount: {name: wb-waybill-init}} | operator.serviceAccount and the hook's own account must differ",
        "jobs: {namespace: freight, createNamespace: false, collectServiceAccount: {name: wb-waybill-operator}} | jobs.collectServiceAccount and operator.serviceAccount must differ",
        "{jobs: {namespace: freight, createNamespace: false, collectServiceAccount: {create: false}}, gateway: {serviceAccount: {create: false, name: default}}} | gateway.serviceAccount and jobs.collectServiceAccount must differ",
        "store: {existingSecret: a..b}                         | at '/store/existingSecret'",
        "fullnameOverride: 1waybill                            | at '/fullnameOverride'",
        "prometheusRule: {enabled: true}                       | serviceMonitor.enabled must be true",
        "store: {endpoint: 'https://bucket.vpce-1.s3.eu-west-1.vpce.amazonaws.com'} | networkPolicy.store.addresses",
        "auth: {issuerAlias: A}                                | at '/auth/issuerAlias'",
        "auth: {oidc: {issuer: 'https://i.example.com'}}       | auth.oidc.audience or auth.oidc.clients is required",
        "auth: {oidc: {audience: waybill}}                     | auth.oidc.issuer is required",
        "ingress: {tlsSecret: tls}                             | ingress.host is required",
        "httpRoute: {enabled: true}                            | at '/httpRoute/parentRefs'",
        "networkPolicy: {store: {addresses: [10.0.0.1]}}       | at '/networkPolicy/store/addresses/0'",
        "networkPolicy: {store: {addresses: [10.0.0.0/99]}}    | at '/networkPolicy/store/addresses/0'",
        "networkPolicy: {apiServer: [10.0.0.0/8, 256.0.0.0/8]} | at '/networkPolicy/apiServer/1'",
        "networkPolicy: {apiServer: ['fd00::/129']}            | at '/networkPolicy/apiServer/0'",
        "networkPolicy: {dns: [{ipBlock: {cidr: 10.0.0.10}}]}  | at '/networkPolicy/dns/0/ipBlock/cidr'",
        "networkPolicy: {operatorTo: [{from: []}]}             | at '/networkPolicy/operatorTo/0'",
        "{networkPolicy: {apiServer: [10.0.0.2/32]}, auth: {oidc: {issuer: 'https://i.example.com', audience: a}}} | networkPolicy.gatewayTo is required",
        "labels: {'a b': c}                                    | 'a b'"
      })
  void a_wrong_value_is_refused_by_its_name(String values, String message) {
    assertThatThrownBy(() -> Chart.render(Chart.LEAST, values)).hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1wb", "way.bill"})
  void a_release_whose_name_no_service_may_have_is_given_another(String release) {
    assertThatThrownBy(() -> Chart.renderAs(release, Chart.LEAST))
        .hasMessageContaining("fullnameOverride is required");
    assertThat(Chart.renderAs(release, Chart.LEAST, "fullnameOverride: wb").names())
        .contains("Service/wb-gateway");
  }

  @Test
  void an_account_of_the_jobs_namespace_may_be_called_like_one_of_the_release_s() {
    String values = "jobs: {collectServiceAccount: {name: wb-waybill-operator}}";

    assertThat(Chart.render(Chart.LEAST, values).names())
        .filteredOn("ServiceAccount/wb-waybill-operator"::equals)
        .hasSize(2);
  }

  @Test
  void without_buckets_nothing_is_rendered() {
    assertThatThrownBy(Chart::render)
        .hasMessageContaining("at '/store/inputBucket'")
        .hasMessageContaining("at '/store/outputBucket'");
  }

  /** Every object of the schema, and the values that it is about. */
  static Stream<Arguments> closed() throws IOException {
    Map<?, ?> schema =
        Serialization.unmarshal(
            Files.readString(Chart.PATH.resolve("values.schema.json")), Map.class);
    Map<?, ?> values =
        Serialization.unmarshal(Files.readString(Chart.PATH.resolve("values.yaml")), Map.class);
    return ((Map<?, ?>) schema.get("properties"))
        .entrySet().stream()
            .filter(each -> ((Map<?, ?>) each.getValue()).containsKey("properties"))
            .map(each -> Arguments.of(each.getKey(), each.getValue(), values.get(each.getKey())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("closed")
  void the_schema_knows_each_value_and_the_values_file_shows_each(
      String name, Map<?, ?> schema, Map<?, ?> values) {
    assertThat(schema.get("additionalProperties")).isEqualTo(false);
    assertThat(((Map<?, ?>) schema.get("properties")).keySet()).isEqualTo(values.keySet());
  }
}
