package dev.waybill.kubernetes.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResumptionTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int OBJECTS = 60;
  private final Cluster cluster = Cluster.shared();
  private final Api api = cluster.api();
  private final String namespace = cluster.newNamespace();
  private final String widgets = Cluster.WIDGETS + "/namespaces/" + namespace + "/widgets";

  @Test
  void a_watch_that_ends_is_taken_up_where_it_ended() {
    String from = api.get(widgets).text("/metadata/resourceVersion");
    List<String> told = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 10; i++) {
        api.post(widgets, Recording.widget("m-" + round + "-" + i)).expect(201);
      }
      for (JsonNode event : watch(from)) {
        told.add(event.at("/type").asText() + event.at("/object/metadata/name").asText());
        from = event.at("/object/metadata/resourceVersion").asText();
      }
    }

    assertThat(told)
        .hasSize(30)
        .doesNotHaveDuplicates()
        .allMatch(event -> event.startsWith("ADDED"));
  }

  @Test
  void a_watch_tells_how_far_it_came_before_it_ends() {
    String from = api.get(widgets).text("/metadata/resourceVersion");
    String query =
        "?watch=true&timeoutSeconds=10&allowWatchBookmarks=true&labelSelector=none&resourceVersion=";
    var watch =
        CompletableFuture.supplyAsync(() -> api.get(widgets + query + from).expect(200).text());
    // Kubernetes tells only of what changed after the watch was opened: a change that it found on
    // opening, and left out, it does not count.
    var names = IntStream.iterate(0, i -> i + 1).mapToObj(i -> "unseen" + i).iterator();
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              api.post(widgets, ObjectsTest.widget(names.next())).expect(201);
              return watch.isDone();
            });
    List<String> lines = watch.join().lines().toList();
    var last = Api.json(lines.getLast());

    assertThat(last.at("/type").asText()).isEqualTo("BOOKMARK");
    assertThat(last.at("/object/kind").asText()).isEqualTo("Widget");
    assertThat(last.at("/object/metadata/resourceVersion").asLong())
        .isGreaterThan(Long.parseLong(from));
  }

  @Test
  void an_informer_whose_connections_are_cut_misses_nothing_and_hears_nothing_twice()
      throws Exception {
    var seen = new CopyOnWriteArrayList<String>();
    try (var proxy = new CuttingProxy(cluster.client().getMasterUrl().toURI());
        KubernetesClient cut = through(proxy);
        var informer = Recording.inform(cut, namespace, seen)) {
      for (int i = 0; i < OBJECTS; i++) {
        create("m" + i);
        if (i % 20 == 10) {
          await().atMost(SOON).until(() -> proxy.connections() > 0);
          proxy.cut();
        }
      }
      var wanted = IntStream.range(0, OBJECTS).mapToObj(i -> "+m" + i).toList();
      await().atMost(SOON).until(() -> seen.containsAll(wanted));

      assertThat(seen).containsExactlyInAnyOrderElementsOf(wanted);
      assertThat(informer.getStore().list()).hasSize(OBJECTS);
    }
  }

  @Test
  void an_informer_survives_that_its_version_is_gone() throws Exception {
    var seen = new CopyOnWriteArrayList<String>();
    var stale = new StaleWatch();
    try (var proxy = new CuttingProxy(cluster.client().getMasterUrl().toURI());
        KubernetesClient client = stale.client(proxy);
        var informer = Recording.inform(client, namespace, seen)) {
      create("before");
      await().atMost(SOON).until(() -> seen.contains("+before"));
      stale.next.set(true);
      proxy.cut();
      await().atMost(SOON).until(() -> !stale.next.get());
      create("after");
      await().atMost(SOON).until(() -> seen.contains("+after"));

      assertThat(seen).doesNotHaveDuplicates().containsOnlyOnce("+before", "+after");
      assertThat(informer.getStore().list()).hasSize(2);
    }
  }

  private void create(String name) {
    api.post(widgets, Recording.widget(name)).expect(201);
  }

  private List<JsonNode> watch(String from) {
    String query = "?watch=true&timeoutSeconds=1&labelSelector=" + Recording.LABEL;
    return api.get(widgets + query + "&resourceVersion=" + from)
        .expect(200)
        .text()
        .lines()
        .map(Api::json)
        .toList();
  }

  private KubernetesClient through(CuttingProxy proxy) {
    var config = cluster.config().withHttpsProxy(proxy.address()).withNoProxy().build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /** Makes the next watch ask for the oldest version of all, which no server remembers. */
  private final class StaleWatch implements Interceptor {
    private final AtomicBoolean next = new AtomicBoolean();

    KubernetesClient client(CuttingProxy proxy) {
      var config = cluster.config().withHttpsProxy(proxy.address()).withNoProxy().build();
      return new KubernetesClientBuilder()
          .withConfig(config)
          .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("stale", this))
          .build();
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      String uri = request.uri().toString();
      if (uri.contains("watch=true") && next.compareAndSet(true, false)) {
        builder.uri(URI.create(uri.replaceFirst("resourceVersion=\\d+", "resourceVersion=1")));
      }
    }
  }
}
