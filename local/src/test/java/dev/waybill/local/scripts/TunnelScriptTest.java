package dev.waybill.local.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.waybill.worker.train.LoopbackCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How {@code tunnel.sh} keeps its port-forwards: with a kubectl that can be killed at will. */
class TunnelScriptTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String IN_CLUSTER = "storeService=data/store:7480";

  @TempDir Path temp;
  private Path out;
  private Path err;
  private HttpServer gateway;
  private HttpServer store;
  private Process tunnel;

  @BeforeEach
  void listen() throws IOException {
    out = temp.resolve("out.txt");
    err = temp.resolve("err.txt");
    gateway = server();
    store = server();
  }

  @AfterEach
  void end() throws IOException, InterruptedException {
    gateway.stop(0);
    store.stop(0);
    if (tunnel != null) {
      tunnel.destroy();
      tunnel.waitFor(1, TimeUnit.MINUTES);
    }
    for (ProcessHandle left : StubKubectl.runningIn(temp)) {
      left.destroyForcibly();
    }
  }

  @Test
  void gateway_and_store_are_forwarded_to_the_ports_that_urls_are_signed_for() throws Exception {
    StubKubectl kubectl = StubKubectl.in(temp, IN_CLUSTER, publicEndpoint());

    start(kubectl, "--namespace", "post");

    awaitText(out, "store: http://127.0.0.1:" + port(store) + "\n");
    assertThat(out).content().contains("gateway: http://localhost:" + port(gateway) + "\n");
    assertThat(kubectl.started())
        .containsExactly(
            "port-forward --namespace post service/letters-gateway " + port(gateway) + ":80",
            "port-forward --namespace data service/store " + port(store) + ":7480");
  }

  @Test
  void a_store_that_clients_reach_anyway_is_not_forwarded() throws Exception {
    StubKubectl kubectl =
        StubKubectl.in(temp, IN_CLUSTER, "storePublicEndpoint=https://s3.example.com");

    start(kubectl);

    awaitText(out, "store: https://s3.example.com, without a tunnel");
    assertThat(kubectl.started()).hasSize(1);
  }

  @Test
  void urls_that_name_an_address_inside_the_cluster_are_said_to_be_of_no_use_here()
      throws Exception {
    StubKubectl kubectl =
        StubKubectl.in(temp, IN_CLUSTER, "storePublicEndpoint=http://store.data.svc:7480");

    start(kubectl);

    awaitText(out, "URLs of jobs do not work from here");
    assertThat(kubectl.started()).hasSize(1);
  }

  @Test
  void a_store_outside_the_cluster_is_said_to_be_out_of_reach() throws Exception {
    StubKubectl kubectl = StubKubectl.in(temp, "storeService=", publicEndpoint());

    start(kubectl);

    awaitText(out, "must be answered by other means");
    assertThat(kubectl.started()).hasSize(1);
  }

  @Test
  void a_forward_that_is_killed_is_made_anew_and_the_other_one_left_alone() throws Exception {
    StubKubectl kubectl = StubKubectl.in(temp, IN_CLUSTER, publicEndpoint());
    start(kubectl);
    awaitText(out, "store:");
    ProcessHandle first = kubectl.running().getFirst();
    ProcessHandle second = kubectl.running().getLast();

    first.destroyForcibly();

    awaitText(err, "the forward to the gateway is there again");
    assertThat(err).content().contains("the forward to the gateway ended");
    assertThat(kubectl.started()).hasSize(3);
    assertThat(kubectl.running()).hasSize(2).contains(second).doesNotContain(first);
  }

  @Test
  void a_forward_that_is_refused_is_tried_again_with_longer_pauses_until_it_holds()
      throws Exception {
    StubKubectl kubectl = StubKubectl.in(temp, "storePublicEndpoint=");
    start(kubectl);
    awaitText(out, "store:");
    kubectl.refuse("error: the server is away");

    kubectl.running().getFirst().destroyForcibly();

    awaitText(err, "error: the server is away; the next one in 4 s");
    kubectl.refuseNoMore();
    awaitText(err, "is there again");
    assertThat(err).content().containsSubsequence("in 1 s", "in 2 s", "in 4 s", "is there again");
    assertThat(kubectl.refused()).isGreaterThanOrEqualTo(2);
    assertThat(kubectl.running()).hasSize(1);
  }

  @Test
  void a_forward_that_hangs_is_made_anew() throws Exception {
    StubKubectl kubectl = StubKubectl.in(temp, "storePublicEndpoint=");
    start(kubectl);
    awaitText(out, "store:");
    ProcessHandle first = kubectl.running().getFirst();

    gateway.stop(0);

    awaitText(err, "the forward to the gateway ended: it answers no more");
    await().atMost(LONG).until(() -> kubectl.started().size() > 1);
    assertThat(first.isAlive()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void a_signal_ends_it_with_all_that_it_started(String signal, int exitCode) throws Exception {
    StubKubectl kubectl = StubKubectl.in(temp, IN_CLUSTER, publicEndpoint());
    start(kubectl);
    awaitText(out, "store:");
    assertThat(kubectl.running()).hasSize(2);

    new ProcessBuilder("kill", "-" + signal, Long.toString(tunnel.pid())).start().waitFor();

    assertThat(tunnel.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(tunnel.exitValue()).isEqualTo(exitCode);
    assertThat(kubectl.running()).isEmpty();
  }

  @Test
  void what_cannot_start_ends_with_kubectl_s_reason_and_nothing_left_behind() throws Exception {
    StubKubectl kubectl = StubKubectl.in(temp, IN_CLUSTER, publicEndpoint());
    kubectl.refuse("error: unable to listen on any of the requested ports");

    start(kubectl);

    assertThat(tunnel.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(tunnel.exitValue()).isEqualTo(1);
    assertThat(out).content().isEmpty();
    assertThat(err).content().contains("no forward to the gateway: error: unable to listen on any");
    assertThat(kubectl.running()).isEmpty();
  }

  @Test
  void a_store_port_that_urls_are_not_signed_for_is_refused() throws Exception {
    StubKubectl kubectl = StubKubectl.in(temp, IN_CLUSTER, "storePublicEndpoint=http://localhost");

    start(kubectl, "--store-port", Integer.toString(port(store)));

    assertThat(tunnel.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(tunnel.exitValue()).isEqualTo(1);
    assertThat(err).content().contains("http://localhost", "must be 80");
  }

  @Test
  void a_store_that_speaks_TLS_alone_is_not_taken_for_a_dead_one() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (LoopbackCertificate certificate = LoopbackCertificate.make()) {
      store.stop(0);
      store = secure(certificate, asked);
      String endpoint = "https://127.0.0.1:" + port(store);
      StubKubectl kubectl = StubKubectl.in(temp, IN_CLUSTER, "storePublicEndpoint=" + endpoint);
      start(kubectl);

      await().atMost(LONG).until(() -> asked.get() > 2);
      assertThat(kubectl.started()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Letters",
        "a b",
        "a --port",
        "a --port 0",
        "a --port x",
        "a --store-port 65536"
      })
  void wrong_usage_is_refused(String args) throws Exception {
    ScriptRun run = ScriptRun.of(temp, Map.of(), "tunnel.sh", args.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  private void start(StubKubectl kubectl, String... args) throws IOException {
    List<String> all = new ArrayList<>(List.of("letters", "--port"));
    all.add(Integer.toString(port(gateway)));
    all.addAll(List.of(args));
    tunnel =
        ScriptRun.start(
            out, err, Map.of("PATH", kubectl.path()), "tunnel.sh", all.toArray(String[]::new));
  }

  private static void awaitText(Path file, String text) {
    await().atMost(LONG).until(() -> Files.exists(file) && Files.readString(file).contains(text));
  }

  private String publicEndpoint() {
    return "storePublicEndpoint=http://127.0.0.1:" + port(store);
  }

  private static int port(HttpServer server) {
    return server.getAddress().getPort();
  }

  private static HttpServer secure(LoopbackCertificate certificate, AtomicInteger asked)
      throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(403, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  /** Stands at the far end of a forward; its answer is 404. */
  private static HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    return server;
  }
}
