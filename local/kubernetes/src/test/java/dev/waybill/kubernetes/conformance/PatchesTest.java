package dev.waybill.kubernetes.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatchesTest {
  private final Api api = Cluster.shared().api();
  private final String namespace = Cluster.shared().newNamespace();
  private final String maps = "/api/v1/namespaces/" + namespace + "/configmaps";
  private final String pods = "/api/v1/namespaces/" + namespace + "/pods";
  private final String widgets = Cluster.WIDGETS + "/namespaces/" + namespace + "/widgets";

  @Test
  void a_merge_patch_sets_and_removes() {
    api.post(maps, ObjectsTest.map("m", "")).expect(201);
    var patched =
        api.patch(maps + "/m", Api.MERGE, "{\"data\":{\"k\":null,\"n\":\"1\"}}").expect(200);

    assertThat(patched.at("/data").toString()).isEqualTo("{\"n\":\"1\"}");
  }

  @Test
  void a_merge_patch_replaces_lists() {
    api.post(widgets, ObjectsTest.widget("w", "\"size\":1,\"tags\":[\"a\",\"b\"]")).expect(201);
    var patched = api.patch(widgets + "/w", Api.MERGE, "{\"spec\":{\"tags\":[\"c\"]}}").expect(200);

    assertThat(patched.at("/spec/tags").toString()).isEqualTo("[\"c\"]");
  }

  @Test
  void a_json_patch_tests_and_changes() {
    api.post(maps, ObjectsTest.map("j", "")).expect(201);
    String patch =
        "[{\"op\":\"test\",\"path\":\"/data/k\",\"value\":\"v\"},"
            + "{\"op\":\"replace\",\"path\":\"/data/k\",\"value\":\"w\"},"
            + "{\"op\":\"add\",\"path\":\"/metadata/labels\",\"value\":{\"a\":\"b\"}}]";
    var patched = api.patch(maps + "/j", Api.JSON_PATCH, patch).expect(200);
    assertThat(patched.text("/data/k")).isEqualTo("w");
    assertThat(patched.text("/metadata/labels/a")).isEqualTo("b");

    api.patch(maps + "/j", Api.JSON_PATCH, patch).expect(422);
    assertThat(api.get(maps + "/j").text("/data/k")).isEqualTo("w");
  }

  @Test
  void a_patch_that_names_a_version_is_held_to_it() {
    var made = api.post(maps, ObjectsTest.map("v", "")).expect(201);
    String version = made.text("/metadata/resourceVersion");
    String patch =
        "{\"metadata\":{\"resourceVersion\":\"" + version + "\"},\"data\":{\"k\":\"w\"}}";

    api.patch(maps + "/v", Api.MERGE, patch).expect(200);
    api.patch(maps + "/v", Api.MERGE, patch.replace("\"w\"", "\"x\"")).expect(409);
  }

  @Test
  void patches_that_name_no_version_all_arrive() throws Exception {
    api.post(maps, ObjectsTest.map("all", "")).expect(201);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks =
          IntStream.range(0, 10)
              .<Callable<Integer>>mapToObj(
                  i ->
                      () ->
                          api.patch(maps + "/all", Api.MERGE, "{\"data\":{\"k" + i + "\":\"v\"}}")
                              .code())
              .toList();
      assertThat(threads.invokeAll(tasks)).allMatch(code -> code.resultNow() == 200);
    }
    assertThat(api.get(maps + "/all").at("/data").size()).isEqualTo(11);
  }

  @Test
  void a_strategic_merge_finds_items_by_their_key() {
    String pod =
        "{\"metadata\":{\"name\":\"p\",\"finalizers\":[\"a.b/c\"]},\"spec\":{\"schedulerName\":\"none\",\"activeDeadlineSeconds\":9,"
            + "\"containers\":[{\"name\":\"a\",\"image\":\"x\"},{\"name\":\"b\",\"image\":\"x\"}]}}";
    api.post(pods, pod).expect(201);
    String patch =
        "{\"metadata\":{\"finalizers\":[\"d.e/f\"]},\"spec\":{\"containers\":[{\"name\":\"b\",\"image\":\"y\"}]}}";
    var patched = api.patch(pods + "/p", Api.STRATEGIC, patch).expect(200);

    assertThat(patched.at("/spec/containers").findValuesAsText("image")).containsExactly("x", "y");
    assertThat(patched.at("/metadata/finalizers").size()).isEqualTo(2);
    api.patch(pods + "/p", Api.MERGE, "{\"metadata\":{\"finalizers\":null}}").expect(200);
  }

  @Test
  void a_custom_resource_knows_no_strategic_merge() {
    api.post(widgets, ObjectsTest.widget("s")).expect(201);
    api.patch(widgets + "/s", Api.STRATEGIC, "{\"spec\":{\"size\":4}}").expect(415);
  }

  @Test
  void a_pods_containers_cannot_be_exchanged() {
    String pod =
        "{\"metadata\":{\"name\":\"q\"},\"spec\":{\"schedulerName\":\"none\",\"containers\":[{\"name\":\"a\",\"image\":\"x\"}]}}";
    api.post(pods, pod).expect(201);

    api.patch(pods + "/q", Api.STRATEGIC, "{\"spec\":{\"activeDeadlineSeconds\":9}}").expect(200);
    api.patch(pods + "/q", Api.STRATEGIC, "{\"spec\":{\"hostNetwork\":true}}").expect(422);
  }
}
