package dev.waybill.kubernetes.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListsTest {
  private static final String OURS = "labelSelector=" + encode("app in (a,b,c)");

  private final Api api = Cluster.shared().api();
  private final String namespace = Cluster.shared().newNamespace();
  private final String maps = "/api/v1/namespaces/" + namespace + "/configmaps";

  @BeforeEach
  void fill() {
    for (String app : List.of("a", "b", "c")) {
      String labels =
          "\"labels\":{\"app\":\"" + app + "\"" + (app.equals("c") ? ",\"x\":\"\"" : "") + "}";
      api.post(maps, ObjectsTest.map("map-" + app, labels)).expect(201);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          app=a             | map-a
          app==a            | map-a
          app!=a,app        | map-b map-c
          app in (a, b)     | map-a map-b
          app notin (a),app | map-b map-c
          x                 | map-c
          !x,app            | map-a map-b
          app=a,app=b       | -
          """)
  void labels_select(String selector, String names) {
    var answer = api.get(maps + "?labelSelector=" + encode(selector)).expect(200);
    assertThat(names(answer))
        .containsExactlyElementsOf(names == null ? List.of() : List.of(names.split(" ")));
  }

  @Test
  void fields_select() {
    var answer = api.get(maps + "?fieldSelector=" + encode("metadata.name=map-b")).expect(200);
    assertThat(names(answer)).containsExactly("map-b");
    var others = api.get(maps + "?" + OURS + "&fieldSelector=" + encode("metadata.name!=map-b"));
    assertThat(names(others)).containsExactly("map-a", "map-c");
    api.get(maps + "?fieldSelector=" + encode("spec.nonsense=1")).expect(400);
    api.get(maps + "?labelSelector=" + encode("a b c")).expect(400);
  }

  @Test
  void pages_show_the_state_of_the_first() {
    String secrets = "/api/v1/namespaces/" + namespace + "/secrets";
    for (int i = 0; i < 5; i++) {
      api.post(secrets, "{\"metadata\":{\"name\":\"s" + i + "\"}}").expect(201);
    }
    var page = api.get(secrets + "?limit=2").expect(200);
    List<String> names = new ArrayList<>(names(page));
    api.delete(secrets + "/s3").expect(200);
    api.post(secrets, "{\"metadata\":{\"name\":\"s9\"}}").expect(201);
    while (!page.text("/metadata/continue").isEmpty()) {
      page =
          api.get(secrets + "?limit=2&continue=" + encode(page.text("/metadata/continue")))
              .expect(200);
      names.addAll(names(page));
    }

    assertThat(names).containsExactly("s0", "s1", "s2", "s3", "s4");
  }

  @Test
  void a_list_says_what_it_is() {
    var answer = api.get(maps).expect(200);
    assertThat(answer.text("/kind")).isEqualTo("ConfigMapList");
    assertThat(answer.text("/apiVersion")).isEqualTo("v1");
    assertThat(answer.text("/metadata/resourceVersion")).matches("[1-9][0-9]*");
    assertThat(names(api.get("/api/v1/configmaps?" + OURS))).contains("map-a");
  }

  @Test
  void a_table_has_the_columns_of_the_definition() {
    String widgets = Cluster.WIDGETS + "/namespaces/" + namespace + "/widgets";
    api.post(widgets, ObjectsTest.widget("shown")).expect(201);
    api.patch(
            widgets + "/shown/status",
            Api.MERGE,
            "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}")
        .expect(200);
    var table = api.table(widgets).expect(200);

    assertThat(table.text("/kind")).isEqualTo("Table");
    assertThat(table.at("/columnDefinitions").findValuesAsText("name"))
        .containsExactly("Name", "Size", "Ready", "Colour", "Age");
    assertThat(table.text("/rows/0/cells/0")).isEqualTo("shown");
    assertThat(table.at("/rows/0/cells/1").asInt()).isEqualTo(3);
    assertThat(table.text("/rows/0/cells/2")).isEqualTo("True");
    assertThat(table.text("/rows/0/cells/4")).matches("\\d+s");
    assertThat(table.text("/rows/0/object/kind")).isEqualTo("PartialObjectMetadata");
    assertThat(table.text("/rows/0/object/metadata/name")).isEqualTo("shown");
    assertThat(api.table(widgets + "/shown").expect(200).text("/rows/0/cells/0"))
        .isEqualTo("shown");
  }

  @Test
  void discovery_names_the_kinds() {
    var core = api.get("/api/v1").expect(200);
    assertThat(core.at("/resources").findValuesAsText("name"))
        .contains("pods", "pods/log", "pods/status", "secrets", "namespaces");
    var own = api.get(Cluster.WIDGETS).expect(200);
    assertThat(own.text("/resources/0/shortNames/0")).isEqualTo(Cluster.SHORT_NAME);
    assertThat(api.get("/apis").expect(200).at("/groups").findValuesAsText("name"))
        .contains("batch", Cluster.GROUP, "coordination.k8s.io");
    assertThat(api.get("/version").expect(200).text("/major")).isEqualTo("1");
    assertThat(api.get("/openapi/v3").expect(200).at("/paths").has("apis/batch/v1")).isTrue();
  }

  private static List<String> names(Api.Answer list) {
    List<String> names = new ArrayList<>();
    list.expect(200).at("/items").forEach(item -> names.add(item.at("/metadata/name").asText()));
    return names;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
