package dev.waybill.kubernetes.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeletionTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private final Api api = Cluster.shared().api();
  private final String namespace = Cluster.shared().newNamespace();
  private final String maps = "/api/v1/namespaces/" + namespace + "/configmaps";
  private final String widgets = Cluster.WIDGETS + "/namespaces/" + namespace + "/widgets";

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
  void what_an_object_owns_goes_with_it() {
    var owner = api.post(widgets, ObjectsTest.widget("owner")).expect(201);
    api.post(maps, ObjectsTest.map("child", owned(owner))).expect(201);
    api.post(maps, ObjectsTest.map("stranger", "")).expect(201);
    var child = api.get(maps + "/child");
    String grandchild =
        "\"ownerReferences\":[{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"child\",\"uid\":\""
            + child.text("/metadata/uid")
            + "\"}]";
    api.post(maps, ObjectsTest.map("grandchild", grandchild)).expect(201);
    api.delete(widgets + "/owner").expect(200);

    await().atMost(SOON).until(() -> api.get(maps + "/grandchild").code() == 404);
    api.get(maps + "/child").expect(404);
    api.get(maps + "/stranger").expect(200);
  }

  @Test
  void an_orphan_stays_without_its_owner() {
    var owner = api.post(widgets, ObjectsTest.widget("parent")).expect(201);
    api.post(maps, ObjectsTest.map("orphan", owned(owner))).expect(201);
    api.delete(widgets + "/parent", "{\"propagationPolicy\":\"Orphan\"}").expect(200);

    await().atMost(SOON).until(() -> api.get(widgets + "/parent").code() == 404);
    assertThat(api.get(maps + "/orphan").expect(200).at("/metadata").has("ownerReferences"))
        .isFalse();
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

  @Test
  void a_wrong_path_or_verb_harms_nothing() {
    api.post(maps, ObjectsTest.map("safe", "")).expect(201);
    api.delete("/apis/nonsense").expect(cluster(405, 403, 404));
    api.delete("/api/v1/namespaces/" + namespace + "/nonsense").expect(404);
    api.delete(maps + "/safe/nonsense").expect(404);
    api.delete(maps + "/safe", "{\"propagationPolicy\":").expect(400);
    api.send("PUT", maps, Api.JSON, Api.JSON, "{}").expect(405);

    api.get(maps + "/safe").expect(200);
  }

  // The embedded API knows its few verbs for such paths; others may answer by authorisation first.
  private int cluster(int embedded, int... others) {
    int code = api.delete("/apis/nonsense").code();
    for (int other : others) {
      if (code == other) {
        return other;
      }
    }
    return embedded;
  }

  private static String owned(Api.Answer owner) {
    return "\"ownerReferences\":[{\"apiVersion\":\"conformance.example.com/v1\",\"kind\":\"Widget\",\"name\":\""
        + owner.text("/metadata/name")
        + "\",\"uid\":\""
        + owner.text("/metadata/uid")
        + "\"}]";
  }
}
