package dev.waybill.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaleConnectionsTest {
  private static final String NO_PODS = "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":[]}";

  private static int pods(KubernetesClient client) {
    return KubernetesJobs.quick(client, quick -> quick.pods().inNamespace("n").list())
        .getItems()
        .size();
  }

  @Test
  void a_request_into_a_connection_that_was_just_closed_is_sent_again() {
    AtomicInteger requests = new AtomicInteger();
    RawServer.Answer answer = (request, c) -> requests.incrementAndGet() == 2 ? null : NO_PODS;
    try (RawServer server = new RawServer(answer)) {
      assertThat(pods(server.client())).isZero();
      assertThat(pods(server.client())).isZero();
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void a_server_that_closes_every_connection_is_given_up() {
    try (RawServer server = new RawServer((request, c) -> null)) {
      assertThatThrownBy(() -> pods(server.client())).isInstanceOf(KubernetesClientException.class);
      assertThat(server.requests()).hasSize(4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/namespaces/n/pods/p/log?follow=true", "/api/v1/pods?watch=true"})
  void a_stream_that_is_closed_after_its_end_takes_no_other_request_with_it(String path)
      throws Exception {
    CountDownLatch listed = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    RawServer.Answer answer =
        (request, connection) -> {
          if (request.startsWith("GET " + path)) {
            return "{}\n";
          }
          listed.countDown();
          return goesOn(closed, connection) ? NO_PODS : null;
        };
    try (RawServer server = new RawServer(answer)) {
      InputStream stream = stream(server.client(), path);
      assertThat(stream.readNBytes(3)).hasSize(3);
      CompletableFuture<Integer> pods = CompletableFuture.supplyAsync(() -> pods(server.client()));
      assertThat(listed.await(30, TimeUnit.SECONDS)).isTrue();
      stream.close();
      closed.countDown();

      assertThat(pods.get(30, TimeUnit.SECONDS)).isZero();
      assertThat(server.requests()).as("the list is sent once").hasSize(2);
    }
  }

  private static InputStream stream(KubernetesClient client, String path) throws Exception {
    var http = client.getHttpClient();
    URI address = URI.create(client.getMasterUrl().toString()).resolve(path);
    HttpRequest request = http.newHttpRequestBuilder().uri(address).forStreaming().build();
    return http.sendAsync(request, InputStream.class).get(30, TimeUnit.SECONDS).body();
  }

  /** Whether the client keeps a connection, for a while after another's stream is closed. */
  private static boolean goesOn(CountDownLatch closed, Socket connection) throws IOException {
    try {
      closed.await();
      connection.setSoTimeout(300);
      return connection.getInputStream().read() >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
