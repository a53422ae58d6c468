package dev.waybill.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.gateway.auth.AuthConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayConfigTest {
  private final Map<String, String> env =
      new HashMap<>(
          Map.of(
              "WAYBILL_GATEWAY_CLIENTS_FILE", "clients",
              "WAYBILL_GATEWAY_SIGNING_KEYS_FILE", "keys",
              "WAYBILL_GATEWAY_SECRET_FILE", "secret",
              "WAYBILL_STORE_INPUT_BUCKET", "in",
              "WAYBILL_STORE_OUTPUT_BUCKET", "out"));

  @Test
  void what_is_not_said_is_as_the_contract_says() {
    GatewayConfig config = GatewayConfig.fromEnv(env);
    assertThat(config.auth().readScope()).isEqualTo("idp-api/jobs.read");
    assertThat(config.auth().writeScope()).isEqualTo("idp-api/jobs.write");
    assertThat(config.jobs().quota().pendingUploads()).isEqualTo(100);
    assertThat(config.jobs().quota().activeJobs()).isEqualTo(1000);
    assertThat(config.jobs().quota().keptJobs()).isEqualTo(10_000);
    assertThat(config.jobs().retention()).isEqualTo(Duration.ofDays(7));
    assertThat(config.jobs().transfer().uploadLife()).isEqualTo(Duration.ofHours(1));
    assertThat(config.jobs().transfer().maxUploadBytes()).isEqualTo(5_368_709_120L);
    assertThat(config.jobs().ownerlessReadable()).isTrue();
    assertThat(config.http().maxBodyBytes()).isEqualTo(65_536);
    assertThat(config.auth().issuer()).isInstanceOf(AuthConfig.BuiltIn.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WAYBILL_GATEWAY_CLIENTS_FILE",
        "WAYBILL_GATEWAY_SIGNING_KEYS_FILE",
        "WAYBILL_GATEWAY_SECRET_FILE",
        "WAYBILL_STORE_INPUT_BUCKET",
        "WAYBILL_STORE_OUTPUT_BUCKET"
      })
  void what_is_missing_is_named(String key) {
    env.remove(key);
    assertThatThrownBy(() -> GatewayConfig.fromEnv(env)).hasMessageContaining(key);
  }

  @ParameterizedTest
  @CsvSource({
    "WAYBILL_GATEWAY_PORT, tcp://10.0.0.1:80",
    "WAYBILL_GATEWAY_PORT, 65536",
    "WAYBILL_GATEWAY_ADMIN_PORT, -1",
    "WAYBILL_GATEWAY_UPLOAD_SECONDS, 0",
    "WAYBILL_GATEWAY_UPLOAD_MAX_BYTES, 5368709121",
    "WAYBILL_GATEWAY_MAX_PENDING_UPLOADS, many",
    "WAYBILL_GATEWAY_OWNERLESS_JOBS, yes",
    "WAYBILL_GATEWAY_ISSUER_ALIAS, a/b",
    "WAYBILL_STORE_OUTPUT_BUCKET, in",
  })
  void what_cannot_be_used_is_named(String key, String value) {
    env.put(key, value);
    assertThatThrownBy(() -> GatewayConfig.fromEnv(env)).hasMessageContaining(key);
  }

  @Test
  void an_outside_issuer_needs_no_clients_and_no_keys() {
    env.remove("WAYBILL_GATEWAY_CLIENTS_FILE");
    env.remove("WAYBILL_GATEWAY_SIGNING_KEYS_FILE");
    env.put("WAYBILL_GATEWAY_OIDC_ISSUER", "https://issuer.example");
    env.put("WAYBILL_GATEWAY_OIDC_CLIENTS", "a, b");
    assertThat(GatewayConfig.fromEnv(env).auth().issuer())
        .isEqualTo(
            new AuthConfig.Oidc(
                "oidc",
                "https://issuer.example",
                null,
                List.of("a", "b"),
                Duration.ofMinutes(15),
                Duration.ofSeconds(30)));
  }

  @Test
  void the_documented_keys_are_the_keys_that_are_read() throws IOException {
    var asked = new TreeSet<String>();
    Map<String, String> recording =
        new HashMap<>(env) {
          private static final long serialVersionUID = 1L;

          @Override
          public String get(Object key) {
            asked.add((String) key);
            return super.get(key);
          }
        };
    GatewayConfig.fromEnv(recording);
    recording.put("WAYBILL_GATEWAY_OIDC_ISSUER", "https://issuer.example");
    recording.put("WAYBILL_GATEWAY_OIDC_AUDIENCE", "a");
    GatewayConfig.fromEnv(recording);
    asked.removeIf(key -> !key.startsWith("WAYBILL_GATEWAY_"));
    String page = Files.readString(Path.of("..", "docs", "configuration.md"));
    var documented = new TreeSet<String>();
    Pattern.compile("\\| `(WAYBILL_GATEWAY_[A-Z_]+)` \\|")
        .matcher(page)
        .results()
        .forEach(match -> documented.add(match.group(1)));
    assertThat(documented).isEqualTo(asked);
  }
}
