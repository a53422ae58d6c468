package dev.waybill.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PresignedGetTest {
  private static TestStore server;

  private final JobKeys keys = new JobKeys(UUID.randomUUID().toString());
  private final ObjectRef results = ObjectRef.of(server.config().outputBucket(), keys.results());

  @BeforeAll
  static void start() throws IOException {
    server = TestStore.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static HttpResponse<String> get(URI url) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    }
  }

  @Test
  void a_link_downloads_the_object_under_its_name() throws Exception {
    server.store().put(results, "PK".getBytes(UTF_8), "application/zip");
    URI url =
        server.store().presignGet(results, Duration.ofMinutes(5), true, "Ergebnisse \"ü\".zip");

    HttpResponse<String> answer = get(url);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("PK");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains(
            "attachment; filename=\"Ergebnisse ___.zip\";"
                + " filename*=UTF-8''Ergebnisse%20%22%C3%BC%22.zip");
  }

  @Test
  void a_link_to_one_object_opens_no_other() throws Exception {
    server.store().put(results, "PK".getBytes(UTF_8), "application/zip");
    String url = server.store().presignGet(results, Duration.ofMinutes(5), true, null).toString();

    assertThat(get(URI.create(url.replace("results.zip", "manifest.json"))).statusCode())
        .isEqualTo(403);
  }

  @Test
  void a_link_for_clients_names_the_public_endpoint_and_one_for_pods_the_internal() {
    StoreConfig config = config(null, null);
    try (ObjectStore store = S3Store.connect(config)) {
      assertThat(store.presignGet(results, Duration.ofHours(1), true, null))
          .hasHost("s3.example.org");
      assertThat(store.presignGet(results, Duration.ofHours(1), false, null)).hasHost("ceph");
      assertThat(store.presignPost(policy(true), Instant.now()).url())
          .isEqualTo(URI.create("https://s3.example.org/inbox/"));
      assertThat(store.presignPost(policy(false), Instant.now()).url())
          .isEqualTo(URI.create("http://ceph:7480/inbox/"));
    }
  }

  private static StoreConfig config(String token, Instant end) {
    return new StoreConfig(
        URI.create("http://ceph:7480"),
        URI.create("https://s3.example.org"),
        "us-east-1",
        "id",
        "secret",
        token,
        end,
        Duration.ofHours(1),
        true,
        "inbox",
        "outbox",
        Duration.ofSeconds(5));
  }

  private static PostPolicy policy(boolean forClients) {
    return new PostPolicy(
        "inbox", "jobs/x/a.zip", false, "application/zip", 1, 9, Duration.ofHours(1), forClients);
  }

  @Test
  void nothing_signed_outlives_temporary_credentials() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    try (ObjectStore store = S3Store.connect(config("token", now.plusSeconds(600)))) {
      assertThat(store.presignPost(policy(true), now).expiresAt()).isEqualTo(now.plusSeconds(600));
      String url = store.presignGet(results, Duration.ofHours(1), true, null).toString();
      assertThat(url).contains("X-Amz-Security-Token=token");
      assertThat(Integer.parseInt(url.replaceFirst(".*X-Amz-Expires=([0-9]+).*", "$1")))
          .isBetween(1, 600);
    }
  }

  @Test
  void expired_credentials_sign_nothing() {
    Instant now = Instant.now();
    try (ObjectStore store = S3Store.connect(config("token", now.minusSeconds(1)))) {
      assertThatThrownBy(() -> store.presignPost(policy(true), now))
          .isInstanceOf(StoreException.class)
          .hasMessage("the store's credentials have expired");
    }
  }
}
