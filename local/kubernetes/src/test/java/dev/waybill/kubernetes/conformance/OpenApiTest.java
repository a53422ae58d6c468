package dev.waybill.kubernetes.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenApiTest {
  private final Api api = Cluster.shared().api();

  @Test
  void the_schema_of_a_definition_is_published() {
    JsonNode document = document("apis/" + Cluster.GROUP + "/v1");
    JsonNode widget =
        document
            .at("/components/schemas")
            .valueStream()
            .filter(
                schema ->
                    schema.at("/x-kubernetes-group-version-kind/0/kind").asText().equals("Widget"))
            .findFirst()
            .orElseThrow();

    assertThat(widget.at("/properties/spec/properties/size/type").asText()).isEqualTo("integer");
    assertThat(widget.at("/properties/spec/required/0").asText()).isEqualTo("size");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api/v1", "apis/batch/v1", "apis/coordination.k8s.io/v1"})
  void a_client_learns_that_the_server_checks_fields(String version) {
    boolean validates =
        document(version)
            .at("/paths")
            .valueStream()
            .map(path -> path.at("/patch/parameters"))
            .anyMatch(
                parameters -> parameters.findValuesAsText("name").contains("fieldValidation"));
    assertThat(validates).isTrue();
  }

  @Test
  void discovery_tells_verbs_and_scopes() {
    var own = api.get(Cluster.WIDGETS).expect(200);
    assertThat(own.at("/resources").findValuesAsText("name"))
        .containsExactlyInAnyOrder("widgets", "widgets/status");
    JsonNode widgets =
        own.at("/resources")
            .valueStream()
            .filter(entry -> entry.at("/name").asText().equals("widgets"))
            .findFirst()
            .orElseThrow();

    assertThat(widgets.at("/namespaced").asBoolean()).isTrue();
    assertThat(widgets.at("/singularName").asText()).isEqualTo("widget");
    assertThat(widgets.at("/categories/0").asText()).isEqualTo(Cluster.CATEGORY);
    assertThat(widgets.at("/verbs").valueStream().map(JsonNode::asText))
        .containsExactlyInAnyOrder(
            "create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    assertThat(api.get("/apis/" + Cluster.GROUP).expect(200).text("/preferredVersion/version"))
        .isEqualTo("v1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthz", "/livez", "/readyz"})
  void it_tells_that_it_is_well(String path) {
    assertThat(api.get(path).expect(200).text()).isEqualTo("ok");
  }

  private JsonNode document(String version) {
    var index = api.get("/openapi/v3").expect(200);
    String path = index.at("/paths").path(version).path("serverRelativeURL").asText();
    return api.get(path).expect(200).json();
  }
}
