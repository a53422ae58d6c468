package dev.waybill.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.waybill.crds.Crds;
import dev.waybill.crds.JobState;
import dev.waybill.gateway.Gateway;
import dev.waybill.gateway.house.Answer;
import dev.waybill.gateway.house.Api;
import dev.waybill.gateway.house.House;
import dev.waybill.kubernetes.EmbeddedKubernetes;
import dev.waybill.kubernetes.PodLogs;
import dev.waybill.storage.ObjectStore;
import dev.waybill.storage.StoreException;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class OutageTest {
  private static final String BODY = "{\"fileName\":\"a.zip\"}";

  private final House house = House.shared();

  private static void prepare(KubernetesClient client) {
    for (String crd : Crds.yaml()) {
      client.load(new ByteArrayInputStream(crd.getBytes(StandardCharsets.UTF_8))).create();
    }
    var namespace = new NamespaceBuilder().withNewMetadata().withName(House.NAMESPACE);
    client.resource(namespace.endMetadata().build()).create();
  }

  @Test
  void without_its_API_server_a_gateway_reads_on_and_says_503_to_the_rest(@TempDir Path folder)
      throws Exception {
    var settings = new EmbeddedKubernetes.Settings(folder, 0, PodLogs.NONE);
    EmbeddedKubernetes kubernetes = EmbeddedKubernetes.start(settings);
    try (KubernetesClient client = House.connect(kubernetes.kubeconfig())) {
      prepare(client);
      try (Gateway gateway = Gateway.start(house.config(Map.of()), client, house.store())) {
        Api api = new Api(URI.create("http://127.0.0.1:" + gateway.port()));
        String id = api.job("alice");
        await().until(() -> api.get("alice", "/jobs").body().contains(id));
        kubernetes.close();
        assertThat(api.get("alice", "/jobs/" + id).text("status")).isEqualTo("PENDING_UPLOAD");
        assertThat(api.get("alice", "/jobs").body()).contains(id);
        assertUnavailable(api.create("alice", BODY));
        assertUnavailable(api.as("alice", "DELETE", "/jobs/" + id, null));
        assertUnavailable(api.get("alice", "/jobs/" + UUID.randomUUID()));
        assertThat(api.get("/healthz").status()).isEqualTo(200);
      }
    } finally {
      kubernetes.close();
    }
  }

  @Test
  void a_job_that_ended_because_its_store_refuses_all_says_so_and_lists_its_files()
      throws Exception {
    String id = house.api().job("alice");
    house.operator().slice(id, 0, List.of("a", "b"), "CF", List.of());
    house.operator().endUnwritten(id, "results could not be assembled: object store: denied", 2);
    try (Gateway gateway =
        Gateway.start(house.config(Map.of()), house.client(), refusing(house.store()))) {
      Api api = new Api(URI.create("http://127.0.0.1:" + gateway.port()));
      Answer job = await().until(() -> api.get("alice", "/jobs/" + id), a -> a.status() == 200);
      assertThat(job.text("error"))
          .isEqualTo("results could not be assembled: object store: denied");
      assertThat(job.json().get("files").toString())
          .isEqualTo("{\"a\":\"COMPLETED\",\"b\":\"FAILED\"}");
    }
  }

  private static ObjectStore refusing(ObjectStore store) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("read")) {
                throw new StoreException(StoreException.Kind.DENIED, "denied", null);
              }
              return method.invoke(store, arguments);
            });
  }

  private static void assertUnavailable(Answer answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).isEqualTo("{\"statusCode\":503,\"message\":\"Service unavailable\"}");
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
  }

  @Test
  void what_is_ours_going_wrong_is_a_500_that_tells_nothing() {
    String id = house.api().job("erin");
    house.operator().end(id, JobState.FAILED, "x");
    house
        .operator()
        .put("jobs/" + id + "/manifest.json", "not json".getBytes(StandardCharsets.UTF_8));
    Logger log = (Logger) LoggerFactory.getLogger("dev.waybill.gateway.http.Errors");
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    logged.list = new CopyOnWriteArrayList<>();
    logged.start();
    log.addAppender(logged);
    try {
      Answer answer =
          await().until(() -> house.api().get("erin", "/jobs/" + id), a -> a.status() == 500);
      assertThat(answer.body())
          .isEqualTo("{\"statusCode\":500,\"message\":\"Internal server error\"}");
      assertThat(logged.list)
          .as("the detail is in the log under the request id")
          .anySatisfy(
              event -> {
                assertThat(event.getMDCPropertyMap())
                    .containsEntry("requestId", answer.header("x-request-id"));
                assertThat(event.getThrowableProxy().getMessage()).contains(id);
              });
    } finally {
      log.detachAppender(logged);
    }
  }
}
