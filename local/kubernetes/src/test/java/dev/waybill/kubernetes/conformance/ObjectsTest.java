package dev.waybill.kubernetes.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ObjectsTest {
  private final Api api = Cluster.shared().api();
  private final String namespace = Cluster.shared().newNamespace();
  private final String maps = "/api/v1/namespaces/" + namespace + "/configmaps";
  private final String widgets = Cluster.WIDGETS + "/namespaces/" + namespace + "/widgets";

  @Test
  void a_new_object_gets_uid_time_and_resource_version() {
    var created = api.post(maps, map("a", "")).expect(201);

    assertThat(UUID.fromString(created.text("/metadata/uid"))).isNotNull();
    assertThat(created.text("/metadata/creationTimestamp")).endsWith("Z");
    assertThat(created.text("/metadata/resourceVersion")).matches("[1-9][0-9]*");
    assertThat(created.text("/metadata/namespace")).isEqualTo(namespace);
    assertThat(created.text("/data/k")).isEqualTo("v");
  }

  @Test
  void a_generated_name_begins_as_wished() {
    String body = "{\"metadata\":{\"generateName\":\"g-\"}}";
    String first = api.post(maps, body).expect(201).text("/metadata/name");
    String second = api.post(maps, body).expect(201).text("/metadata/name");

    assertThat(first).startsWith("g-").hasSize(7).isNotEqualTo(second);
  }

  @Test
  void a_name_is_given_once() {
    api.post(maps, map("twice", "")).expect(201);
    var second = api.post(maps, map("twice", "")).expect(409);

    assertThat(second.text("/reason")).isEqualTo("AlreadyExists");
    assertThat(second.text("/message")).isEqualTo("configmaps \"twice\" already exists");
  }

  @Test
  void what_is_not_there_is_not_found() {
    var answer = api.get(maps + "/none").expect(404);

    assertThat(answer.text("/kind")).isEqualTo("Status");
    assertThat(answer.text("/reason")).isEqualTo("NotFound");
    assertThat(answer.text("/details/name")).isEqualTo("none");
    api.delete(maps + "/none").expect(404);
    api.patch(maps + "/none", Api.MERGE, "{}").expect(404);
    api.put(maps + "/none", Api.json(map("none", ""))).expect(404);
  }

  @Test
  void a_stale_write_conflicts() {
    ObjectNode first = (ObjectNode) api.post(maps, map("stale", "")).expect(201).json();
    ObjectNode next = first.deepCopy();
    next.putObject("data").put("k", "w");
    api.put(maps + "/stale", next).expect(200);
    first.putObject("data").put("k", "x");
    var late = api.put(maps + "/stale", first).expect(409);

    assertThat(late.text("/reason")).isEqualTo("Conflict");
    assertThat(api.get(maps + "/stale").text("/data/k")).isEqualTo("w");
  }

  @Test
  void of_writers_with_the_same_version_exactly_one_wins() throws Exception {
    ObjectNode seen = (ObjectNode) api.post(maps, map("race", "")).expect(201).json();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks =
          IntStream.range(0, 20)
              .<Callable<Integer>>mapToObj(i -> () -> api.put(maps + "/race", put(seen, i)).code())
              .toList();
      var codes = threads.invokeAll(tasks).stream().map(future -> future.resultNow()).toList();

      assertThat(codes).containsOnlyOnce(200).contains(409).doesNotContain(500);
    }
  }

  @Test
  void a_write_without_a_version_is_taken_for_built_in_kinds_alone() {
    api.post(maps, map("blind", "")).expect(201);
    api.put(maps + "/blind", Api.json(map("blind", ""))).expect(200);
    api.post(widgets, widget("blind")).expect(201);
    var refused = api.put(widgets + "/blind", Api.json(widget("blind"))).expect(422);

    assertThat(refused.text("/message")).contains("metadata.resourceVersion", "must be specified");
  }

  @Test
  void a_write_that_changes_nothing_makes_no_version() {
    var created = api.post(maps, map("same", "")).expect(201);
    var again = api.put(maps + "/same", created.json()).expect(200);

    assertThat(again.text("/metadata/resourceVersion"))
        .isEqualTo(created.text("/metadata/resourceVersion"));
  }

  @Test
  void what_the_server_sets_cannot_be_overwritten() {
    ObjectNode body = (ObjectNode) api.post(maps, map("mine", "")).expect(201).json();
    ObjectNode changed = body.deepCopy();
    ((ObjectNode) changed.get("metadata")).put("creationTimestamp", "2001-01-01T00:00:00Z");
    var answer = api.put(maps + "/mine", changed).expect(200);
    assertThat(answer.at("/metadata/creationTimestamp"))
        .isEqualTo(body.at("/metadata/creationTimestamp"));

    ((ObjectNode) changed.get("metadata")).put("uid", UUID.randomUUID().toString());
    api.put(maps + "/mine", changed).expect(409);
  }

  @Test
  void body_and_address_must_agree() {
    api.post(maps, map("here", "")).expect(201);
    api.put(maps + "/here", Api.json(map("there", ""))).expect(400);
    api.post(maps, "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"x\"}}").expect(400);
    api.post(maps, "{\"metadata\":{\"name\":\"x\",\"namespace\":\"default\"}}").expect(400);
  }

  @Test
  void names_and_labels_are_checked() {
    var name = api.post(maps, map("No_Name", "")).expect(422);
    assertThat(name.text("/reason")).isEqualTo("Invalid");
    assertThat(name.text("/details/causes/0/field")).isEqualTo("metadata.name");
    api.post(maps, map("bad-label", "\"labels\":{\"a\":\"b c\"}")).expect(422);
  }

  @Test
  void a_namespace_must_be_there() {
    var answer = api.post("/api/v1/namespaces/nowhere/configmaps", map("a", "")).expect(404);
    assertThat(answer.text("/message")).isEqualTo("namespaces \"nowhere\" not found");
  }

  @Test
  void a_dry_run_does_nothing() {
    api.post(maps + "?dryRun=All", map("dry", "")).expect(201);
    api.get(maps + "/dry").expect(404);
  }

  @Test
  void a_secret_keeps_its_string_data_as_data() {
    String secrets = "/api/v1/namespaces/" + namespace + "/secrets";
    var made =
        api.post(secrets, "{\"metadata\":{\"name\":\"s\"},\"stringData\":{\"a\":\"b\"}}")
            .expect(201);

    assertThat(made.text("/data/a")).isEqualTo("Yg==");
    assertThat(made.text("/type")).isEqualTo("Opaque");
    assertThat(made.at("/stringData").isMissingNode()).isTrue();
  }

  @Test
  void a_jobs_template_is_labelled_and_never_changes() {
    String jobs = "/apis/batch/v1/namespaces/" + namespace + "/jobs";
    String pod = "{\"restartPolicy\":\"Never\",\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}";
    String spec = "{\"suspend\":true,\"template\":{\"spec\":" + pod + "}}";
    var made = api.post(jobs, "{\"metadata\":{\"name\":\"j\"},\"spec\":" + spec + "}").expect(201);

    String uid = made.text("/metadata/uid");
    assertThat(made.text("/spec/selector/matchLabels/batch.kubernetes.io~1controller-uid"))
        .isEqualTo(uid);
    assertThat(made.text("/spec/template/metadata/labels/job-name")).isEqualTo("j");
    assertThat(made.text("/metadata/generation")).isEqualTo("1");
    String change =
        "[{\"op\":\"replace\",\"path\":\"/spec/template/spec/containers/0/image\",\"value\":\"x\"}]";
    api.patch(jobs + "/j", Api.JSON_PATCH, change).expect(422);
    String lower = "{\"spec\":{\"activeDeadlineSeconds\":5}}";
    var changed = api.patch(jobs + "/j", Api.MERGE, lower).expect(200);
    assertThat(changed.text("/metadata/generation")).isEqualTo("2");
  }

  private static ObjectNode put(ObjectNode seen, int i) {
    ObjectNode body = seen.deepCopy();
    body.putObject("data").put("k", "w" + i);
    return body;
  }

  static String map(String name, String metadata) {
    String more = metadata.isEmpty() ? "" : "," + metadata;
    return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\""
        + name
        + "\""
        + more
        + "},\"data\":{\"k\":\"v\"}}";
  }

  static String widget(String name) {
    return widget(name, "\"size\":3");
  }

  static String widget(String name, String spec) {
    return "{\"apiVersion\":\""
        + Cluster.GROUP
        + "/v1\",\"kind\":\"Widget\",\"metadata\":{\"name\":\""
        + name
        + "\"},\"spec\":{"
        + spec
        + "}}";
  }
}
