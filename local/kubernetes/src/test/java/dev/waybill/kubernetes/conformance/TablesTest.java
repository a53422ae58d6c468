package dev.waybill.kubernetes.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablesTest {
  private final Api api = Cluster.shared().api();
  private final String namespace = Cluster.shared().newNamespace();
  private final String core = "/api/v1/namespaces/" + namespace;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api/v1/namespaces                                                | Name,Status,Age
          /api/v1/namespaces/NS/configmaps                                  | Name,Data,Age
          /api/v1/namespaces/NS/secrets                                     | Name,Type,Data,Age
          /api/v1/namespaces/NS/serviceaccounts                             | Name,Age
          /api/v1/namespaces/NS/pods                                        | Name,Ready,Status,Restarts,Age
          /api/v1/namespaces/NS/events                                      | Last Seen,Type,Reason,Object,Message
          /apis/batch/v1/namespaces/NS/jobs                                 | Name,Status,Completions,Duration,Age
          /apis/coordination.k8s.io/v1/namespaces/NS/leases                 | Name,Holder,Age
          /apis/apiextensions.k8s.io/v1/customresourcedefinitions           | Name,Created At
          """)
  void kinds_are_shown_by_their_columns(String path, String columns) {
    var table = api.table(path.replace("NS", namespace) + "?limit=1").expect(200);
    List<String> shown =
        table
            .at("/columnDefinitions")
            .valueStream()
            .filter(column -> column.at("/priority").asInt() == 0)
            .map(column -> column.at("/name").asText())
            .toList();

    assertThat(table.text("/apiVersion")).isEqualTo("meta.k8s.io/v1");
    assertThat(shown).containsExactly(columns.split(","));
  }

  @Test
  void rows_carry_as_much_of_the_object_as_is_asked_for() {
    api.post(core + "/configmaps", ObjectsTest.map("m", "")).expect(201);
    String path = core + "/configmaps?fieldSelector=metadata.name%3Dm&includeObject=";

    assertThat(api.table(path + "None").expect(200).at("/rows/0/object").isEmpty()).isTrue();
    assertThat(api.table(path + "Metadata").text("/rows/0/object/kind"))
        .isEqualTo("PartialObjectMetadata");
    assertThat(api.table(path + "Object").text("/rows/0/object/data/k")).isEqualTo("v");
  }

  @Test
  void tables_are_paged() {
    for (int i = 0; i < 3; i++) {
      api.post(core + "/secrets", "{\"metadata\":{\"name\":\"s" + i + "\"}}").expect(201);
    }
    var first = api.table(core + "/secrets?limit=2").expect(200);
    String next = first.text("/metadata/continue");
    var second = api.table(core + "/secrets?limit=2&continue=" + next).expect(200);

    assertThat(first.at("/rows").size()).isEqualTo(2);
    assertThat(second.text("/rows/0/cells/0")).isEqualTo("s2");
    assertThat(second.text("/metadata/continue")).isEmpty();
  }

  @Test
  void a_continue_token_that_is_none_is_refused() {
    api.get(core + "/secrets?limit=2&continue=nonsense").expect(400);
  }

  @Test
  void a_pod_is_shown_by_what_its_status_says() {
    String pod =
        "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"schedulerName\":\"none\","
            + "\"containers\":[{\"name\":\"a\",\"image\":\"x\"}]}}";
    api.post(core + "/pods", pod).expect(201);
    assertThat(cells()).startsWith("p", "0/1", "Pending", "0");
    String status =
        "{\"status\":{\"phase\":\"Failed\",\"containerStatuses\":[{\"name\":\"a\",\"image\":\"x\","
            + "\"imageID\":\"\",\"ready\":false,\"restartCount\":2,\"state\":{\"terminated\":"
            + "{\"exitCode\":137,\"reason\":\"OOMKilled\"}}}]}}";
    api.patch(core + "/pods/p/status", Api.MERGE, status).expect(200);
    assertThat(cells()).startsWith("p", "0/1", "OOMKilled", "2");
  }

  @Test
  void the_age_of_an_object_is_told_in_a_unit() {
    api.post(core + "/configmaps", ObjectsTest.map("young", "")).expect(201);
    assertThat(api.table(core + "/configmaps/young").expect(200).text("/rows/0/cells/2"))
        .matches("\\d+s");
  }

  private List<String> cells() {
    return api.table(core + "/pods/p")
        .expect(200)
        .at("/rows/0/cells")
        .valueStream()
        .map(cell -> cell.asText())
        .toList();
  }
}
