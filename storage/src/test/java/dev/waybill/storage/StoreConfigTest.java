package dev.waybill.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreConfigTest {
  private static StoreConfig with(String... keysAndValues) {
    Map<String, String> env = new HashMap<>();
    env.put("WAYBILL_STORE_INPUT_BUCKET", "inbox");
    env.put("WAYBILL_STORE_OUTPUT_BUCKET", "outbox");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      env.put("WAYBILL_STORE_" + keysAndValues[i], keysAndValues[i + 1]);
    }
    return StoreConfig.fromEnv(env);
  }

  @Test
  void two_buckets_are_enough_on_aws() {
    assertThat(with())
        .isEqualTo(
            new StoreConfig(
                null,
                null,
                "us-east-1",
                null,
                null,
                null,
                false,
                "inbox",
                "outbox",
                Duration.ofSeconds(10)));
  }

  @Test
  void every_key_is_read() {
    StoreConfig config =
        with(
            "ENDPOINT", "http://ceph:7480/",
            "PUBLIC_ENDPOINT", "https://s3.example.org",
            "REGION", "eu-west-1",
            "ACCESS_KEY_ID", "id",
            "SECRET_ACCESS_KEY", "secret",
            "SESSION_TOKEN", "token",
            "SESSION_EXPIRES_AT", "2026-01-31T23:59:59Z",
            "SESSION_SECONDS", "43200",
            "PATH_STYLE", "false",
            "TIMEOUT_SECONDS", "3");

    assertThat(config)
        .isEqualTo(
            new StoreConfig(
                URI.create("http://ceph:7480"),
                URI.create("https://s3.example.org"),
                "eu-west-1",
                "id",
                "secret",
                "token",
                Instant.parse("2026-01-31T23:59:59Z"),
                Duration.ofHours(12),
                false,
                "inbox",
                "outbox",
                Duration.ofSeconds(3)));
    assertThat(config.toString()).doesNotContain("secret").doesNotContain("token");
  }

  @Test
  void an_endpoint_of_ones_own_is_addressed_by_path() {
    assertThat(with("ENDPOINT", "http://127.0.0.1:9000").pathStyle()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "ENDPOINT, ceph:7480",
    "ENDPOINT, http://ceph/bucket",
    "PUBLIC_ENDPOINT, http://user@ceph",
    "PATH_STYLE, yes",
    "INPUT_BUCKET, ''",
    "INPUT_BUCKET, In_Box",
    "OUTPUT_BUCKET, inbox",
    "SESSION_EXPIRES_AT, tomorrow",
    "SESSION_SECONDS, 899",
    "SESSION_SECONDS, 43201",
    "TIMEOUT_SECONDS, 0",
    "TIMEOUT_SECONDS, 10s",
    "ACCESS_KEY_ID, alone",
    "SECRET_ACCESS_KEY, alone",
  })
  void what_cannot_be_is_refused_by_its_key(String key, String value) {
    assertThatThrownBy(() -> with(key, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("WAYBILL_STORE_" + key);
  }
}
