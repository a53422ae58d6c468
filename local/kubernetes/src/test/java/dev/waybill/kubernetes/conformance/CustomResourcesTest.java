package dev.waybill.kubernetes.conformance;

import static dev.waybill.kubernetes.conformance.ObjectsTest.widget;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomResourcesTest {
  // One for all: every test has names of its own here, and most make nothing.
  private final String namespace = Cluster.shared().namespaceOf(CustomResourcesTest.class);
  private final Api api = Cluster.shared().api();
  private final String widgets = Cluster.WIDGETS + "/namespaces/" + namespace + "/widgets";

  @Test
  void defaults_are_set_and_unknown_fields_dropped() {
    String spec =
        "\"size\":3,\"shape\":\"round\",\"free\":{\"any\":1},\"parts\":[{\"name\":\"a\"}]";
    var made = api.post(widgets, widget("shaped", spec)).expect(201);

    assertThat(made.text("/spec/colour")).isEqualTo("red");
    assertThat(made.text("/spec/settings/retries")).isEqualTo("3");
    assertThat(made.text("/spec/parts/0/weight")).isEqualTo("5");
    assertThat(made.text("/spec/free/any")).isEqualTo("1");
    assertThat(made.at("/spec").has("shape")).isFalse();
  }

  @Test
  void a_strict_client_is_told_of_an_unknown_field() {
    String body = widget("strict", "\"size\":3,\"shape\":\"round\"");
    var refused = api.post(widgets + "?fieldValidation=Strict", body).expect(400);

    assertThat(refused.text("/message")).contains("unknown field \"spec.shape\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "size":0              | spec.size   | should be greater than or equal to 1
          "size":11             | spec.size   | should be less than or equal to 10
          "size":"3"            | spec.size   | must be of type integer
          "colour":"red"        | spec.size   | Required value
          "size":1,"ratio":0    | spec.ratio  | should be greater than 0
          "size":1,"colour":"b" | spec.colour | supported values: "red", "green"
          "size":1,"code":"abc" | spec.code   | should match '^[A-Z]{2}$'
          "size":1,"label":"a"  | spec.label  | should be at least 2 chars long
          "size":1,"label":"abcde" | spec.label | may not be
          "size":1,"port":true  | spec.port   | must be of type
          "size":1,"tags":[]    | spec.tags   | should have at least 1 items
          "size":1,"tags":["a","b","c"] | spec.tags | must have at most 2 items
          "size":1,"limits":{"a":"1","b":"2","c":"3"} | spec.limits | must have at most 2 items
          "size":1,"limits":{"a":1} | spec.limits.a | must be of type string
          "size":1,"parts":[{"name":"a"},{"name":"a"}] | spec.parts[1] | Duplicate value
          "size":1,"low":2,"high":1 | spec | low must not exceed high
          "size":1,"parts":[{"name":"A"},{"name":"b"}] | spec | A is not in lower case
          """)
  void what_the_schema_forbids_is_refused_by_name(String spec, String field, String reason) {
    var refused = api.post(widgets, widget("refused", spec)).expect(422);

    assertThat(refused.text("/reason")).isEqualTo("Invalid");
    assertThat(refused.text("/message")).contains(field, reason);
    assertThat(refused.at("/details/causes").findValuesAsText("field")).contains(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "size":1,"note":null
          "size":1,"port":"http"
          "size":1,"port":80
          "size":1,"low":1,"high":1
          "size":1,"ratio":0.5
          "size":1,"ratio":2
          """)
  void what_the_schema_allows_is_taken(String spec) {
    api.post(widgets + "?dryRun=All", widget("taken", spec)).expect(201);
  }

  @Test
  void a_rule_at_the_root_sees_the_name() {
    var refused = api.post(widgets, widget("forbidden")).expect(422);
    assertThat(refused.text("/message")).contains("that name is taken");
  }

  @Test
  void a_rule_about_changes_is_asked_on_changes_alone() {
    api.post(widgets, widget("owned", "\"size\":3,\"owner\":\"a\"")).expect(201);
    var other = api.patch(widgets + "/owned", Api.MERGE, "{\"spec\":{\"owner\":\"b\"}}");
    var gone = api.patch(widgets + "/owned", Api.MERGE, "{\"spec\":{\"owner\":null}}");

    assertThat(other.expect(422).text("/message")).contains("spec.owner", "owner is immutable");
    assertThat(gone.expect(422).text("/message")).contains("owner comes and goes");
    api.patch(widgets + "/owned", Api.MERGE, "{\"spec\":{\"size\":4}}").expect(200);
  }

  @Test
  void the_generation_counts_changes_of_the_spec() {
    var made = api.post(widgets, widget("counted")).expect(201);
    String labels = "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}";
    var labelled = api.patch(widgets + "/counted", Api.MERGE, labels).expect(200);
    var grown = api.patch(widgets + "/counted", Api.MERGE, "{\"spec\":{\"size\":4}}").expect(200);

    assertThat(made.text("/metadata/generation")).isEqualTo("1");
    assertThat(labelled.text("/metadata/generation")).isEqualTo("1");
    assertThat(grown.text("/metadata/generation")).isEqualTo("2");
  }

  @Test
  void status_is_written_by_its_own_door() {
    ObjectNode body = (ObjectNode) Api.json(widget("doors"));
    body.putObject("status").put("phase", "early");
    ObjectNode made = (ObjectNode) api.post(widgets, body.toString()).expect(201).json();
    assertThat(made.has("status")).isFalse();

    made.putObject("status").put("phase", "now");
    ((ObjectNode) made.get("spec")).put("size", 9);
    ((ObjectNode) made.get("metadata")).putObject("labels").put("a", "b");
    var told = api.put(widgets + "/doors/status", made).expect(200);
    assertThat(told.text("/status/phase")).isEqualTo("now");
    assertThat(told.text("/spec/size")).isEqualTo("3");
    assertThat(told.at("/metadata").has("labels")).isFalse();
    assertThat(told.text("/metadata/generation")).isEqualTo("1");

    ObjectNode next = (ObjectNode) told.json();
    ((ObjectNode) next.get("status")).put("phase", "other");
    ((ObjectNode) next.get("spec")).put("size", 9);
    var wished = api.put(widgets + "/doors", next).expect(200);
    assertThat(wished.text("/status/phase")).isEqualTo("now");
    assertThat(wished.text("/spec/size")).isEqualTo("9");
  }

  @Test
  void a_stale_status_conflicts() {
    ObjectNode made = (ObjectNode) api.post(widgets, widget("late")).expect(201).json();
    api.patch(widgets + "/late", Api.MERGE, "{\"spec\":{\"size\":4}}").expect(200);
    made.putObject("status").put("phase", "late");

    api.put(widgets + "/late/status", made).expect(409);
    assertThat(api.get(widgets + "/late").json().has("status")).isFalse();
  }

  @Test
  void a_definition_whose_rule_makes_no_sense_is_refused() {
    String path =
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets." + Cluster.GROUP;
    ObjectNode definition = (ObjectNode) api.get(path).expect(200).json();
    ObjectNode spec =
        (ObjectNode) definition.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
    spec.withArray("x-kubernetes-validations").addObject().put("rule", "self.size +");

    assertThat(api.put(path, definition).expect(422).text("/message"))
        .contains("x-kubernetes-validations", "compilation failed");
  }
}
