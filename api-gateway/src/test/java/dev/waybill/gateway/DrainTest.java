package dev.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.gateway.house.Answer;
import dev.waybill.gateway.house.Api;
import dev.waybill.gateway.house.House;
import dev.waybill.gateway.idp.Forms;
import dev.waybill.storage.ObjectStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A gateway that is asked to stop while clients use it. */
class DrainTest {
  private static final int UPLOADS = 200;

  private final House house = House.shared();

  private static Api of(Gateway gateway) {
    return new Api(URI.create("http://127.0.0.1:" + gateway.port()));
  }

  /** As a Service does: sends where it is ready, and hears of it late. */
  private static final class Service {
    private final Api old;
    private final Api next;
    private volatile boolean oldReady = true;

    Service(Gateway old, Gateway next) {
      this.old = of(old);
      this.next = of(next);
    }

    void look() {
      oldReady = oldReady && old.get("/readyz").status() == 200;
    }

    Api pick() {
      return oldReady ? old : next;
    }
  }

  @Test
  void two_hundred_uploads_go_on_without_one_failed_request_while_a_replica_goes()
      throws Exception {
    AtomicInteger done = new AtomicInteger();
    try (Gateway old = house.start(Map.of("DRAIN_SECONDS", "2"));
        Gateway next = house.start(Map.of());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      await().until(() -> of(next).get("/readyz").status() == 200);
      Service service = new Service(old, next);
      List<Future<Void>> clients = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        clients.add(threads.submit(client(service, done)));
      }
      await().atMost(Duration.ofMinutes(1)).until(() -> done.get() >= UPLOADS / 4);
      Future<?> closing = threads.submit(old::close);
      while (service.oldReady) {
        service.look();
      }
      for (Future<Void> client : clients) {
        client.get(2, TimeUnit.MINUTES);
      }
      closing.get(1, TimeUnit.MINUTES);
    }
    assertThat(done.get()).isEqualTo(UPLOADS);
  }

  private static Callable<Void> client(Service service, AtomicInteger done) {
    return () -> {
      for (int i = 0; i < UPLOADS / 4; i++) {
        Answer created = service.pick().create("alice", "{\"fileName\":\"documents.zip\"}");
        assertThat(created.status()).isEqualTo(200);
        JsonNode job = created.json();
        assertThat(Forms.post(job.get("upload"), new byte[] {80, 75})).isBetween(200, 204);
        Answer seen = service.pick().get("alice", "/jobs/" + job.get("jobId").asText());
        assertThat(seen.text("status")).isEqualTo("IN_PROGRESS");
        done.incrementAndGet();
      }
      return null;
    };
  }

  @Test
  void while_it_drains_it_is_not_ready_but_serves_and_keeps_no_connection() throws Exception {
    Gateway gateway = house.start(Map.of("DRAIN_SECONDS", "3"));
    Api api = of(gateway);
    await().until(() -> api.get("/readyz").status() == 200);
    assertThat(api.get("alice", "/jobs").header("Connection")).isEmpty();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(gateway::close);
    Answer unready = await().until(() -> api.get("/readyz"), answer -> answer.status() == 503);
    assertThat(unready.header("Connection")).isEqualTo("close");
    Answer served = api.get("alice", "/jobs");
    assertThat(served.status()).isEqualTo(200);
    assertThat(served.header("Connection")).isEqualTo("close");
    closing.get(1, TimeUnit.MINUTES);
  }

  @Test
  void a_slow_request_that_runs_when_the_listening_ends_is_answered() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    ObjectStore slow = slow(asked, answer);
    Gateway gateway =
        Gateway.start(house.config(Map.of("DRAIN_SECONDS", "0")), house.client(), slow);
    Api api = of(gateway);
    String id = api.job("alice");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> running = threads.submit(() -> api.get("alice", "/jobs/" + id));
      asked.await();
      Future<?> closing = threads.submit(gateway::close);
      await().during(Duration.ofSeconds(3)).until(() -> !running.isDone() && !closing.isDone());
      answer.countDown();
      assertThat(running.get(1, TimeUnit.MINUTES).status()).isEqualTo(200);
      closing.get(1, TimeUnit.MINUTES);
    }
  }

  /** The store, but a look for an upload waits. */
  private ObjectStore slow(CountDownLatch asked, CountDownLatch answer) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, args) -> {
              if (method.getName().equals("head")) {
                asked.countDown();
                answer.await();
              }
              try {
                return method.invoke(house.store(), args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
