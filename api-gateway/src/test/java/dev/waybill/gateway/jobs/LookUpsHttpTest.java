package dev.waybill.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.gateway.Gateway;
import dev.waybill.gateway.house.Api;
import dev.waybill.gateway.house.House;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request makes the gateway ask the API server, counted at the wire. */
class LookUpsHttpTest {
  private final House house = House.shared();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private final class Recorder implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      if (!String.valueOf(request.uri().getQuery()).contains("watch=true")) {
        asked.add(request.method() + " " + request.uri().getPath());
      }
    }
  }

  private KubernetesClient recorded() {
    return new KubernetesClientBuilder()
        .withConfig(house.client().getConfiguration())
        .withHttpClientBuilderConsumer(
            http -> http.addOrReplaceInterceptor("recorder", new Recorder()))
        .build();
  }

  @ParameterizedTest
  @CsvSource({"GET,''", "DELETE,''", "GET,/files", "GET,/files/0/log"})
  void a_cached_job_of_another_costs_the_same_look_ups_in_the_same_order_as_an_unknown_one(
      String method, String rest) {
    String id = house.api().job("alice");
    String unknown = UUID.randomUUID().toString();
    try (KubernetesClient client = recorded();
        Gateway gateway = Gateway.start(house.config(Map.of()), client, house.store())) {
      Api api = new Api(URI.create("http://127.0.0.1:" + gateway.port()));
      await().until(() -> api.get("alice", "/jobs").body().contains(id));
      assertThat(asked(api, method, unknown, rest))
          .containsExactly("GET /apis/waybill.dev/v1alpha1/namespaces/waybill/processingjobs/_")
          .isEqualTo(asked(api, method, id, rest));
    }
  }

  private List<String> asked(Api api, String method, String id, String rest) {
    api.token("bob");
    asked.clear();
    assertThat(api.as("bob", method, "/jobs/" + id + rest, null).status()).isEqualTo(404);
    return asked.stream().map(request -> request.replace(id, "_")).toList();
  }

  @Test
  void polling_ones_own_job_costs_the_API_server_nothing() {
    String id = house.api().job("alice");
    try (KubernetesClient client = recorded();
        Gateway gateway = Gateway.start(house.config(Map.of()), client, house.store())) {
      Api api = new Api(URI.create("http://127.0.0.1:" + gateway.port()));
      await().until(() -> api.get("alice", "/jobs").body().contains(id));
      asked.clear();
      for (int i = 0; i < 10; i++) {
        assertThat(api.get("alice", "/jobs/" + id).status()).isEqualTo(200);
      }
      assertThat(asked).isEmpty();
    }
  }
}
