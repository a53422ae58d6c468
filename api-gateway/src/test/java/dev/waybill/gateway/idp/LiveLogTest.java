package dev.waybill.gateway.idp;

import static dev.waybill.gateway.house.OperatorPlayer.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.crds.JobState;
import dev.waybill.gateway.Gateway;
import dev.waybill.gateway.house.Api;
import dev.waybill.gateway.house.House;
import dev.waybill.gateway.house.OperatorPlayer;
import dev.waybill.gateway.house.PlayedLogs;
import dev.waybill.gateway.house.PodPlayer;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveLogTest {
  private final House house = House.shared();
  private final Api api = house.api();
  private final OperatorPlayer operator = house.operator();
  private final String id = api.job("alice");
  private final String path = "/jobs/" + id + "/files/0/log";
  private final PlayedLogs.Log log = house.podLogs().of("pod-" + id, "document");
  private final HttpClient http = HttpClient.newHttpClient();

  LiveLogTest() {
    operator.slice(id, 0, List.of("a"), "R", List.of("0 1 R - 100 - - -"));
    operator.adopt(id, 1, 1, true);
    await().until(() -> api.get("alice", "/jobs/" + id).json().path("files").size() == 1);
  }

  @AfterEach
  void end() {
    log.end();
    http.shutdownNow();
  }

  private PodPlayer pod(String step) {
    return new PodPlayer(house.client(), id, step);
  }

  private HttpResponse<InputStream> follow(Api from) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(from.base().resolve(path))
            .header("Authorization", "Bearer " + api.token("alice"))
            .build();
    return http.send(request, BodyHandlers.ofInputStream());
  }

  private static BufferedReader lines(HttpResponse<InputStream> answer) {
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  private static Api of(Gateway gateway) {
    return new Api(URI.create("http://127.0.0.1:" + gateway.port()));
  }

  @Test
  void what_a_running_attempt_writes_comes_as_it_is_written_until_its_container_ends()
      throws Exception {
    pod("document").runs();
    log.write("one\n");
    HttpResponse<InputStream> answer = follow(api);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    try (BufferedReader lines = lines(answer)) {
      assertThat(lines.readLine()).isEqualTo("one");
      log.write("two\n");
      assertThat(lines.readLine()).isEqualTo("two");
      log.end();
      assertThat(lines.readLine()).isNull();
    }
  }

  @Test
  void of_a_users_own_container_it_is_the_container_work() throws Exception {
    PlayedLogs.Log own = house.podLogs().of("pod-" + id, "work");
    pod("work").runs();
    own.write("mine\n");
    own.end();
    assertThat(api.get("alice", path).body()).isEqualTo("mine\n");
  }

  @Test
  void before_its_container_has_started_there_is_none() {
    assertNone();
    pod("document").waits();
    assertNone();
  }

  private void assertNone() {
    assertThat(api.get("alice", path).status()).isEqualTo(404);
    assertThat(api.get("alice", path).text("message")).isEqualTo("Job " + id + " not found");
  }

  @Test
  void of_a_job_that_has_just_ended_it_is_what_the_pod_has_until_it_is_stored() {
    pod("document").runs();
    log.write("last words\n");
    log.end();
    operator.end(id, JobState.FAILED, "no file completed", file(0, "a", "FAILED", "broken"));
    assertThat(api.get("alice", path).body()).isEqualTo("last words\n");
  }

  @Test
  void what_is_stored_goes_before_what_the_pod_has() {
    pod("document").runs();
    log.write("the pod's\n");
    operator.put("jobs/" + id + "/out/0/1/log.txt", "stored\n".getBytes(StandardCharsets.UTF_8));
    assertThat(api.get("alice", path).body()).isEqualTo("stored\n");
  }

  @Test
  void a_silent_log_outlasts_an_idle_connection_and_ends_well_at_its_bound() throws Exception {
    pod("document").runs();
    log.write("one\n");
    try (Gateway gateway = house.start(Map.of("IDLE_SECONDS", "1", "LOG_SECONDS", "3"));
        BufferedReader lines = lines(follow(of(gateway)))) {
      assertThat(lines.lines().toList()).containsExactly("one");
    }
    assertNobodyReads();
  }

  /** A server notices that its reader has gone when it writes. */
  private void assertNobodyReads() {
    await()
        .until(
            () -> {
              log.write("more\n");
              return log.readers() == 0;
            });
  }

  @Test
  void nobody_reads_the_pods_log_once_the_client_has_gone() throws Exception {
    pod("document").runs();
    log.write("one\n");
    follow(api).body().close();
    assertNobodyReads();
  }

  @Test
  void readers_that_have_gone_leave_their_places_although_the_log_is_silent() throws Exception {
    pod("document").runs();
    log.write("one\n");
    for (int i = 0; i < 4; i++) {
      follow(api).body().close();
      assertThat(goneAtOnce()).startsWith("HTTP/1.1 200");
    }
    await().until(() -> follow(api).statusCode() == 200);
  }

  /** Reads all that there is and ends its connection in order, where the client above resets it. */
  private String goneAtOnce() throws Exception {
    String request = "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n";
    try (Socket socket = new Socket("127.0.0.1", api.base().getPort())) {
      socket
          .getOutputStream()
          .write(request.formatted(path, api.token("alice")).getBytes(StandardCharsets.UTF_8));
      StringBuilder answer = new StringBuilder();
      while (answer.indexOf("one\n") < 0) {
        answer.append((char) socket.getInputStream().read());
      }
      return answer.toString();
    }
  }

  @Test
  void a_gateway_that_stops_ends_it_well() throws Exception {
    pod("document").runs();
    log.write("one\n");
    Gateway gateway = house.start(Map.of());
    try (BufferedReader lines = lines(follow(of(gateway)))) {
      assertThat(lines.readLine()).isEqualTo("one");
      gateway.close();
      assertThat(lines.readLine()).isNull();
    }
  }

  @Test
  void a_caller_follows_only_so_many_at_once() throws Exception {
    pod("document").runs();
    log.write("one\n");
    List<HttpResponse<InputStream>> open = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      open.add(follow(api));
      assertThat(open.getLast().statusCode()).isEqualTo(200);
    }
    HttpResponse<InputStream> refused = follow(api);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
        .as("when the first of them has been followed for five minutes")
        .isBetween(11L, 300L);
    log.end();
    for (HttpResponse<InputStream> answer : open) {
      assertThat(answer.body().readAllBytes()).hasSize(4);
    }
    assertThat(follow(api).statusCode()).isEqualTo(200);
  }
}
