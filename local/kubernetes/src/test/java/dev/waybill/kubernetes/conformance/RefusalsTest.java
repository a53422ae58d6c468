package dev.waybill.kubernetes.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a whole API server can do and the embedded one cannot: each refused by its name. */
@Tag("embedded")
class RefusalsTest {
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  private final Api api = Cluster.shared().api();
  private final String namespace = Cluster.shared().newNamespace();
  private final String inside = "/api/v1/namespaces/" + namespace;

  @BeforeEach
  void pod() {
    String pod =
        "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":[{\"name\":\"a\",\"image\":\"x\"}]}}";
    api.post(inside + "/pods", pod).expect(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PATCH | /pods/p               | application/apply-patch+yaml | {} | 415 | server-side apply
          PATCH | /pods/p               | application/apply-patch+cbor | {} | 415 | accepted media types
          POST  | /pods                 | application/vnd.kubernetes.protobuf | k8s | 415 | application/vnd.kubernetes.protobuf
          POST  | /pods                 | application/yaml | a: b | 415 | accepted media types
          PATCH | /pods/p               | application/strategic-merge-patch+json | {"spec":{"$patch":"replace"}} | 415 | $patch
          PATCH | /pods/p               | application/strategic-merge-patch+json | {"$retainKeys":[]} | 415 | $retainKeys
          POST  | /pods/p/eviction      | application/json | {} | 404 | pods/eviction
          POST  | /pods/p/binding       | application/json | {} | 404 | pods/binding
          POST  | /pods/p/exec          | application/json | {} | 404 | pods/exec
          PATCH | /pods/p/resize        | application/merge-patch+json | {} | 404 | pods/resize
          POST  | /serviceaccounts/default/token | application/json | {} | 404 | serviceaccounts/token
          GET   | /services             | | | 404 | services of v1
          GET   | /pods/p/log?previous=true   | | | 400 | previous
          GET   | /pods/p/log?timestamps=true | | | 400 | timestamps
          """)
  void what_is_not_served_is_named(
      String method, String path, String type, String body, int code, String named) {
    var refused = api.send(method, inside + path, Api.JSON, type, body == null ? "" : body);

    assertThat(refused.expect(code).text("/kind")).isEqualTo("Status");
    assertThat(refused.text("/status")).isEqualTo("Failure");
    assertThat(refused.text("/message")).contains(named);
  }

  @Test
  void a_group_that_is_not_served_is_named() {
    var refused = api.get("/apis/apps/v1/namespaces/default/deployments").expect(404);
    assertThat(refused.text("/message")).contains("deployments of apps/v1 is not served");
  }

  @Test
  void a_definition_that_needs_more_is_refused() {
    ObjectNode definition =
        (ObjectNode) api.get(DEFINITIONS + "/widgets." + Cluster.GROUP).expect(200).json();
    definition.withObject("/spec/conversion").put("strategy", "Webhook");
    definition
        .withObject("/spec/versions/0/subresources/scale")
        .put("specReplicasPath", ".spec.size")
        .put("statusReplicasPath", ".status.size");
    var refused = api.put(DEFINITIONS + "/widgets." + Cluster.GROUP, definition).expect(422);

    assertThat(refused.at("/details/causes").findValuesAsText("field"))
        .contains("spec.conversion.strategy", "spec.versions[0].subresources.scale");
  }
}
