package dev.waybill.kubernetes.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeletionTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private final Api api = Cluster.shared().api();
  private final String namespace = Cluster.shared().newNamespace();
  private final String maps = "/api/v1/namespaces/" + namespace + "/configmaps";

  @Test
  void a_deleted_object_is_gone() {
    api.post(maps, ObjectsTest.map("a", "")).expect(201);
    var answer = api.delete(maps + "/a").expect(200);

    assertThat(answer.text("/kind")).isEqualTo("Status");
    assertThat(answer.text("/status")).isEqualTo("Success");
    api.get(maps + "/a").expect(404);
  }

  @Test
  void a_finalizer_holds_an_object_back_until_it_is_dropped() {
    api.post(maps, ObjectsTest.map("held", "\"finalizers\":[\"a.b/c\"]")).expect(201);
    var marked = api.delete(maps + "/held").expect(200);
    assertThat(marked.text("/metadata/deletionTimestamp")).endsWith("Z");
    assertThat(marked.text("/kind")).isEqualTo("ConfigMap");

    api.patch(maps + "/held", Api.MERGE, "{\"data\":{\"k\":\"still\"}}").expect(200);
    String more = "{\"metadata\":{\"finalizers\":[\"a.b/c\",\"d.e/f\"]}}";
    api.patch(maps + "/held", Api.MERGE, more).expect(422);
    api.patch(maps + "/held", Api.MERGE, "{\"metadata\":{\"finalizers\":null}}").expect(200);
    api.get(maps + "/held").expect(404);
  }

  @Test
  void a_deletion_is_held_to_its_preconditions() {
    var made = api.post(maps, ObjectsTest.map("guarded", "")).expect(201);
    String uid = "{\"preconditions\":{\"uid\":\"9e5bd9a2-1c0f-4f5e-8a52-0d3b7b3a8c11\"}}";
    String version = "{\"preconditions\":{\"resourceVersion\":\"1\"}}";

    api.delete(maps + "/guarded", uid).expect(409);
    api.delete(maps + "/guarded", version).expect(409);
    api.delete(
            maps + "/guarded",
            "{\"preconditions\":{\"uid\":\"" + made.text("/metadata/uid") + "\"}}")
        .expect(200);
  }

  @Test
  void a_collection_is_deleted_by_selector() {
    api.post(maps, ObjectsTest.map("x1", "\"labels\":{\"x\":\"1\"}")).expect(201);
    api.post(maps, ObjectsTest.map("x2", "\"labels\":{\"x\":\"1\"}")).expect(201);
    api.post(maps, ObjectsTest.map("y", "\"labels\":{\"x\":\"2\"}")).expect(201);
    api.delete(maps + "?labelSelector=x%3D1").expect(200);

    assertThat(api.get(maps + "?labelSelector=x").at("/items").size()).isEqualTo(1);
    api.get(maps + "/y").expect(200);
  }

  @Test
  void a_namespace_goes_with_all_that_lies_in_it() {
    String doomed = Cluster.shared().newNamespace();
    String inside = "/api/v1/namespaces/" + doomed + "/configmaps";
    api.post(inside, ObjectsTest.map("a", "")).expect(201);
    api.delete("/api/v1/namespaces/" + doomed).expect(200);

    await().atMost(SOON).until(() -> api.get("/api/v1/namespaces/" + doomed).code() == 404);
    api.get(inside + "/a").expect(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DELETE | /apis/nonsense
          DELETE | /api/v1
          DELETE | /api
          DELETE | NS
          POST   | NS/configmaps/safe
          PUT    | NS/configmaps
          PATCH  | NS/configmaps
          DELETE | NS/configmaps/safe/nonsense
          DELETE | NS/configmaps//safe
          DELETE | NS/configmaps/none
          DELETE | NS/nonsense
          DELETE | NS/nonsense/safe
          DELETE | /api/v1/configmaps
          DELETE | /api/v1/configmaps/safe
          DELETE | /api/v2/namespaces/default/configmaps/safe
          DELETE | /apis/apps/v1/namespaces/default/configmaps/safe
          """)
  void a_wrong_path_or_verb_harms_nothing(String method, String path) {
    api.post(maps, ObjectsTest.map("safe", "")).expect(201);
    // The namespace itself is the one thing among these that may be addressed: not with this body.
    String body = path.equals("NS") ? "{\"propagationPolicy\":" : "{}";
    String address = path.replace("NS", "/api/v1/namespaces/" + namespace);
    int code = api.send(method, address, Api.JSON, Api.JSON, body).code();

    assertThat(code).isBetween(400, 499);
    api.get(maps + "/safe").expect(200);
    assertThat(api.get("/api/v1/namespaces/" + namespace).expect(200).text("/status/phase"))
        .isEqualTo("Active");
  }
}
