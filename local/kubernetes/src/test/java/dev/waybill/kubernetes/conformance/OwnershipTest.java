package dev.waybill.kubernetes.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OwnershipTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String FOREGROUND = "{\"propagationPolicy\":\"Foreground\"}";
  private final Api api = Cluster.shared().api();
  private final String namespace = Cluster.shared().newNamespace();
  private final String maps = "/api/v1/namespaces/" + namespace + "/configmaps";
  private final String widgets = Cluster.WIDGETS + "/namespaces/" + namespace + "/widgets";

  @Test
  void what_an_object_owns_goes_with_it_and_what_that_owns() {
    var owner = api.post(widgets, ObjectsTest.widget("owner")).expect(201);
    var child = api.post(maps, map("child", reference(owner, false))).expect(201);
    api.post(maps, ObjectsTest.map("stranger", "")).expect(201);
    api.post(maps, map("grandchild", reference(child, false))).expect(201);
    api.delete(widgets + "/owner").expect(200);

    await().atMost(SOON).until(() -> api.get(maps + "/grandchild").code() == 404);
    api.get(maps + "/child").expect(404);
    api.get(maps + "/stranger").expect(200);
  }

  @Test
  void an_orphan_stays_without_its_owner() {
    var owner = api.post(widgets, ObjectsTest.widget("parent")).expect(201);
    api.post(maps, map("orphan", reference(owner, true))).expect(201);
    api.delete(widgets + "/parent", "{\"propagationPolicy\":\"Orphan\"}").expect(200);

    await().atMost(SOON).until(() -> api.get(widgets + "/parent").code() == 404);
    assertThat(api.get(maps + "/orphan").expect(200).at("/metadata").has("ownerReferences"))
        .isFalse();
  }

  @Test
  void deleted_in_the_foreground_an_owner_waits_for_those_that_hold_it() {
    var owner = api.post(widgets, ObjectsTest.widget("waiting")).expect(201);
    String held = "\"finalizers\":[\"a.b/c\"]," + reference(owner, true);
    api.post(maps, map("holding", held)).expect(201);
    var marked = api.delete(widgets + "/waiting", FOREGROUND).expect(200);

    assertThat(marked.text("/metadata/finalizers/0")).isEqualTo("foregroundDeletion");
    await()
        .atMost(SOON)
        .until(() -> api.get(maps + "/holding").at("/metadata").has("deletionTimestamp"));
    api.get(widgets + "/waiting").expect(200);
    api.patch(maps + "/holding", Api.MERGE, "{\"metadata\":{\"finalizers\":null}}").expect(200);
    await().atMost(SOON).until(() -> api.get(widgets + "/waiting").code() == 404);
  }

  @Test
  void deleted_in_the_foreground_an_owner_does_not_wait_for_others() {
    var owner = api.post(widgets, ObjectsTest.widget("hasty")).expect(201);
    String held = "\"finalizers\":[\"a.b/c\"]," + reference(owner, false);
    api.post(maps, map("slow", held)).expect(201);
    api.delete(widgets + "/hasty", FOREGROUND).expect(200);

    await().atMost(SOON).until(() -> api.get(widgets + "/hasty").code() == 404);
    await()
        .atMost(SOON)
        .until(() -> api.get(maps + "/slow").at("/metadata").has("deletionTimestamp"));
    api.patch(maps + "/slow", Api.MERGE, "{\"metadata\":{\"finalizers\":null}}").expect(200);
  }

  @Test
  void an_object_of_two_owners_outlives_one_and_forgets_it() {
    var first = api.post(widgets, ObjectsTest.widget("first")).expect(201);
    var second = api.post(widgets, ObjectsTest.widget("second")).expect(201);
    String both = reference(first, true).replace("]", "," + item(second, true) + "]");
    api.post(maps, map("shared", both)).expect(201);
    api.delete(widgets + "/first", FOREGROUND).expect(200);

    await().atMost(SOON).until(() -> api.get(widgets + "/first").code() == 404);
    await()
        .atMost(SOON)
        .until(() -> api.get(maps + "/shared").at("/metadata/ownerReferences").size() == 1);
    assertThat(api.get(maps + "/shared").expect(200).text("/metadata/ownerReferences/0/name"))
        .isEqualTo("second");
    api.delete(widgets + "/second").expect(200);
    await().atMost(SOON).until(() -> api.get(maps + "/shared").code() == 404);
  }

  @Test
  void an_object_whose_owner_never_was_goes() {
    var owner = api.post(widgets, ObjectsTest.widget("early")).expect(201);
    api.delete(widgets + "/early").expect(200);
    api.post(maps, map("late", reference(owner, false))).expect(201);

    await().atMost(SOON).until(() -> api.get(maps + "/late").code() == 404);
  }

  @Test
  void a_policy_that_is_none_is_refused() {
    api.post(maps, ObjectsTest.map("kept", "")).expect(201);
    var refused = api.delete(maps + "/kept", "{\"propagationPolicy\":\"Sideways\"}").expect(422);
    String both = "{\"propagationPolicy\":\"Orphan\",\"orphanDependents\":true}";

    assertThat(refused.text("/message")).contains("propagationPolicy", "Sideways");
    api.delete(maps + "/kept", both).expect(422);
    api.get(maps + "/kept").expect(200);
  }

  private static String map(String name, String metadata) {
    return ObjectsTest.map(name, metadata);
  }

  private static String reference(Api.Answer owner, boolean holds) {
    return "\"ownerReferences\":[" + item(owner, holds) + "]";
  }

  private static String item(Api.Answer owner, boolean holds) {
    return """
    {"apiVersion":"%s","kind":"%s","name":"%s","uid":"%s","blockOwnerDeletion":%s}"""
        .formatted(
            owner.text("/apiVersion"),
            owner.text("/kind"),
            owner.text("/metadata/name"),
            owner.text("/metadata/uid"),
            holds);
  }
}
