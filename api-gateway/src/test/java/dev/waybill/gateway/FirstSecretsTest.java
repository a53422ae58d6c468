package dev.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.waybill.gateway.house.Answer;
import dev.waybill.gateway.house.Api;
import dev.waybill.gateway.house.House;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class FirstSecretsTest {
  private final House house = House.shared();
  private final KubernetesClient client = house.client();
  private final String namespace = "init-" + Long.toString(System.nanoTime(), 36);
  private final Map<String, String> env =
      new HashMap<>(
          Map.of(
              "WAYBILL_INIT_NAMESPACE", namespace,
              "WAYBILL_INIT_GATEWAY_SECRET", "gateway",
              "WAYBILL_INIT_CLIENT_SECRET", "client",
              "WAYBILL_INIT_CLIENT_ID", "mailroom",
              "WAYBILL_INIT_LABELS", "app=waybill, part=init"));

  @TempDir Path folder;

  @BeforeEach
  void makeNamespace() {
    var named = new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata();
    client.resource(named.build()).create();
  }

  private void init() {
    new FirstSecrets(client, InitConfig.fromEnv(env)).make();
  }

  private Secret secret(String name) {
    return client.secrets().inNamespace(namespace).withName(name).get();
  }

  private String value(String name, String key) {
    byte[] value = Base64.getDecoder().decode(secret(name).getData().get(key));
    return new String(value, StandardCharsets.UTF_8);
  }

  private void create(String name, Map<String, String> content) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withStringData(content)
                .build())
        .create();
  }

  /** What a gateway with these Secrets answers to the client that they name. */
  private Answer token() throws Exception {
    return token(value("client", "clientId"), value("client", "clientSecret"));
  }

  private Answer token(String id, String secret) throws Exception {
    Map<String, String> files = new HashMap<>();
    for (String key : List.of("server-secret", "clients.json", "signing-keys.json")) {
      files.put(key, Files.writeString(folder.resolve(key), value("gateway", key)).toString());
    }
    Map<String, String> settings =
        Map.of(
            "SECRET_FILE", files.get("server-secret"),
            "CLIENTS_FILE", files.get("clients.json"),
            "SIGNING_KEYS_FILE", files.get("signing-keys.json"));
    try (Gateway gateway = house.start(settings)) {
      Api api = new Api(URI.create("http://127.0.0.1:" + gateway.port()));
      return api.grant(Api.basic(id, secret), "");
    }
  }

  @Test
  void a_gateway_with_what_was_made_gives_the_client_that_was_made_a_token() throws Exception {
    init();
    assertThat(value("client", "clientId")).isEqualTo("mailroom");
    assertThat(value("client", "clientSecret")).hasSize(43);
    assertThat(value("gateway", "server-secret")).hasSize(43);
    Answer answer = token();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("scope")).isEqualTo("idp-api/jobs.read idp-api/jobs.write");
    for (String name : List.of("gateway", "client")) {
      assertThat(secret(name).getMetadata().getLabels())
          .containsOnly(Map.entry("app", "waybill"), Map.entry("part", "init"));
      assertThat(secret(name).getMetadata().getAnnotations())
          .containsEntry("argocd.argoproj.io/sync-options", "Prune=false");
    }
  }

  @Test
  void made_again_nothing_changes() {
    init();
    String gateway = secret("gateway").getMetadata().getResourceVersion();
    String made = secret("client").getMetadata().getResourceVersion();
    init();
    assertThat(secret("gateway").getMetadata().getResourceVersion()).isEqualTo(gateway);
    assertThat(secret("client").getMetadata().getResourceVersion()).isEqualTo(made);
  }

  @Test
  void many_at_once_agree() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(Collections.nCopies(8, Executors.callable(this::init)))) {
        done.get();
      }
    }
    assertThat(token().status()).isEqualTo(200);
  }

  @Test
  void what_was_cut_off_between_the_two_goes_on_with_the_client_that_is_there() throws Exception {
    create("client", Map.of("clientId", "own", "clientSecret", "short"));
    init();
    assertThat(token().status()).isEqualTo(200);
    assertThat(value("client", "clientSecret")).isEqualTo("short");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void a_line_end_that_an_editor_left_is_no_part_of_a_value(String end) throws Exception {
    create("client", Map.of("clientId", "own" + end, "clientSecret", "short" + end));
    init();
    init();
    assertThat(token("own", "short").status()).isEqualTo(200);
    assertThat(value("client", "clientSecret")).isEqualTo("short" + end);
  }

  @ParameterizedTest
  @CsvSource({
    "clientId, mail\\nroom",
    "clientId, mailroom\\n\\n",
    "clientId, mail:room",
    "clientId, \\n",
    "clientSecret, hunt\\ner2",
    "clientSecret, hunter2\\r\\n\\n",
    "clientSecret, hunter2\\r",
    "clientSecret, \\n"
  })
  void a_client_that_could_get_no_token_is_named_and_nothing_is_made(String key, String bad) {
    Map<String, String> content = new HashMap<>(Map.of("clientId", "own", "clientSecret", "short"));
    content.put(key, bad.translateEscapes());
    create("client", content);
    assertThatThrownBy(this::init)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Secret client: key " + key + " cannot be used")
        .hasMessageNotContaining("hunt");
    assertThat(secret("gateway")).isNull();
  }

  @Test
  void without_a_client_the_gateways_alone_is_made_and_no_clients() {
    env.remove("WAYBILL_INIT_CLIENT_SECRET");
    init();
    init();
    assertThat(secret("client")).isNull();
    assertThat(secret("gateway").getData()).containsOnlyKeys("server-secret", "signing-keys.json");
  }

  @ParameterizedTest
  @CsvSource({
    "gateway, server-secret",
    "gateway, signing-keys.json",
    "gateway, clients.json",
    "client, clientId",
    "client, clientSecret"
  })
  void a_secret_that_lacks_a_key_is_named_and_not_changed(String name, String key) {
    init();
    client
        .secrets()
        .inNamespace(namespace)
        .withName(name)
        .edit(old -> new SecretBuilder(old).removeFromData(key).build());
    String version = secret(name).getMetadata().getResourceVersion();
    assertThatThrownBy(this::init)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Secret " + name + ": key " + key + " is not there");
    assertThat(secret(name).getMetadata().getResourceVersion()).isEqualTo(version);
  }

  @ParameterizedTest
  @CsvSource({"server-secret, hunter2", "signing-keys.json, hunter2", "clients.json, hunter2"})
  void a_key_that_no_gateway_would_start_with_is_named_and_not_quoted(String key, String bad) {
    init();
    client
        .secrets()
        .inNamespace(namespace)
        .withName("gateway")
        .edit(
            old -> {
              byte[] bytes = bad.getBytes(StandardCharsets.UTF_8);
              String value = Base64.getEncoder().encodeToString(bytes);
              return new SecretBuilder(old).addToData(key, value).build();
            });
    assertThatThrownBy(this::init)
        .hasMessageContaining("Secret gateway: key " + key + " cannot be used")
        .hasMessageNotContaining(bad);
  }

  @Test
  void a_client_is_not_made_for_a_gateway_that_would_not_know_it() {
    create("gateway", Map.of("server-secret", "x".repeat(32)));
    assertThatThrownBy(this::init)
        .hasMessageContaining("Secret gateway is there and Secret client");
    assertThat(secret("client")).isNull();
  }

  @Test
  void no_secret_reaches_the_log() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    logged.start();
    root.addAppender(logged);
    try {
      init();
    } finally {
      root.detachAppender(logged);
    }
    List<String> lines =
        List.copyOf(logged.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertThat(lines).anyMatch(line -> line.equals("Made Secret client"));
    assertThat(String.join("\n", lines))
        .doesNotContain(value("client", "clientSecret"), value("gateway", "server-secret"));
  }

  @ParameterizedTest
  @CsvSource({
    "WAYBILL_INIT_NAMESPACE, ''",
    "WAYBILL_INIT_GATEWAY_SECRET, ''",
    "WAYBILL_INIT_LABELS, app",
    "WAYBILL_INIT_LABELS, =x"
  })
  void what_is_missing_or_wrong_is_named(String key, String value) {
    env.put(key, value);
    assertThatThrownBy(() -> InitConfig.fromEnv(env)).hasMessageContaining(key);
  }
}
