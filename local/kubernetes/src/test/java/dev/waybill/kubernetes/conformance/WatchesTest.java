package dev.waybill.kubernetes.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WatchesTest {
  private final Api api = Cluster.shared().api();
  private final String namespace = Cluster.shared().newNamespace();
  private final String maps = "/api/v1/namespaces/" + namespace + "/configmaps";

  @Test
  void a_watch_tells_what_happened_since_a_version_in_order() {
    api.post(maps, ObjectsTest.map("before", "")).expect(201);
    String from = api.get(maps).text("/metadata/resourceVersion");
    api.post(maps, ObjectsTest.map("a", "")).expect(201);
    api.patch(maps + "/a", Api.MERGE, "{\"data\":{\"k\":\"w\"}}").expect(200);
    api.delete(maps + "/a").expect(200);

    assertThat(events(watch("fieldSelector=metadata.name%3Da&resourceVersion=" + from)))
        .containsExactly("ADDED a", "MODIFIED a", "DELETED a");
  }

  @Test
  void a_watch_without_a_version_begins_with_what_is_there() {
    api.post(maps, ObjectsTest.map("x", "\"labels\":{\"a\":\"b\"}")).expect(201);
    assertThat(events(watch("labelSelector=a%3Db"))).containsExactly("ADDED x");
  }

  @Test
  void an_object_appears_and_disappears_with_its_labels() {
    String from = api.get(maps).text("/metadata/resourceVersion");
    api.post(maps, ObjectsTest.map("l", "")).expect(201);
    api.patch(maps + "/l", Api.MERGE, "{\"metadata\":{\"labels\":{\"on\":\"1\"}}}").expect(200);
    api.patch(maps + "/l", Api.MERGE, "{\"metadata\":{\"labels\":{\"on\":null}}}").expect(200);

    var lines = watch("labelSelector=on&resourceVersion=" + from);
    assertThat(events(lines)).containsExactly("ADDED l", "DELETED l");
    assertThat(Api.json(lines.getLast()).at("/object/metadata/labels/on").asText()).isEqualTo("1");
  }

  @Test
  void a_version_that_is_forgotten_is_gone() {
    // The oldest of all: no object of this kind was there, so that none can be told of.
    String widgets = Cluster.WIDGETS + "/namespaces/" + namespace + "/widgets";
    var lines = watch(widgets, "resourceVersion=1");
    assertThat(lines).hasSize(1);
    assertThat(Api.json(lines.getFirst()).at("/type").asText()).isEqualTo("ERROR");
    assertThat(Api.json(lines.getFirst()).at("/object/code").asInt()).isEqualTo(410);
  }

  @Test
  void initial_events_end_with_a_bookmark() {
    api.post(maps, ObjectsTest.map("i", "")).expect(201);
    var lines =
        watch(
            "sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan"
                + "&fieldSelector=metadata.name%3Di");
    var last = Api.json(lines.getLast());

    assertThat(events(lines)).startsWith("ADDED i");
    assertThat(last.at("/type").asText()).isEqualTo("BOOKMARK");
    assertThat(last.at("/object/metadata/annotations/k8s.io~1initial-events-end").asText())
        .isEqualTo("true");
  }

  @Test
  void a_watch_can_be_a_table() {
    api.post(maps, ObjectsTest.map("t", "")).expect(201);
    String path = maps + "?watch=true&timeoutSeconds=1&fieldSelector=metadata.name%3Dt";
    var line = Api.json(api.table(path).expect(200).text().lines().findFirst().orElseThrow());

    assertThat(line.at("/object/kind").asText()).isEqualTo("Table");
    assertThat(line.at("/object/rows/0/cells/0").asText()).isEqualTo("t");
  }

  @Test
  void an_informer_sees_every_object_come_change_and_go() {
    var seen = new CopyOnWriteArrayList<String>();
    String widgets = Cluster.WIDGETS + "/namespaces/" + namespace + "/widgets";
    try (var informer = Recording.inform(Cluster.shared().client(), namespace, seen)) {
      IntStream.range(0, 20).forEach(i -> api.post(widgets, Recording.widget("m" + i)).expect(201));
      api.patch(widgets + "/m7", Api.MERGE, "{\"spec\":{\"size\":4}}").expect(200);
      api.delete(widgets + "/m8").expect(200);

      await().atMost(Duration.ofSeconds(30)).until(() -> seen.contains("-m8"));
      assertThat(seen).hasSize(22).contains("+m0", "+m19", "~m7").doesNotHaveDuplicates();
      assertThat(informer.isWatching()).isTrue();
    }
  }

  private List<String> watch(String query) {
    return watch(maps, query);
  }

  private List<String> watch(String path, String query) {
    return api.get(path + "?watch=true&timeoutSeconds=1&" + query)
        .expect(200)
        .text()
        .lines()
        .toList();
  }

  private static List<String> events(List<String> lines) {
    return lines.stream()
        .map(Api::json)
        .filter(line -> !line.at("/type").asText().equals("BOOKMARK"))
        .map(line -> line.at("/type").asText() + " " + line.at("/object/metadata/name").asText())
        .toList();
  }
}
