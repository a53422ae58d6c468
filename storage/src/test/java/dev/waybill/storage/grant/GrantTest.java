package dev.waybill.storage.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantTest {
  private static final Grant GRANT =
      new Grant(
          "http://store/in/a?X-Amz-Signature=secret",
          "\"etag\"",
          "http://store/out/",
          new LinkedHashMap<>(Map.of("x-amz-signature", "secret")),
          "jobs/x/out/7/",
          100,
          1_000);

  @Test
  void a_grant_survives_its_json() {
    assertThat(Grant.fromJson(GRANT.toJson())).isEqualTo(GRANT);
  }

  @Test
  void a_grant_shows_no_secret() {
    assertThat(GRANT.toString()).doesNotContain("secret").contains("jobs/x/out/7/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "secret", "{\"readUrl\": \"secret", "[\"secret\"]"})
  void what_is_no_grant_is_refused_without_showing_it(String json) {
    assertThatThrownBy(() -> Grant.fromJson(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "readUrl",
        "readETag",
        "writeUrl",
        "writeFields",
        "writePrefix",
        "maxBytes",
        "expiresAt"
      })
  void what_a_grant_lacks_or_has_of_another_kind_is_named(String field) throws Exception {
    ObjectNode grant = (ObjectNode) new ObjectMapper().readTree(GRANT.toJson());

    assertThatThrownBy(() -> Grant.fromJson(grant.deepCopy().without(field).toString()))
        .hasMessage("the grant is not whole: " + field);
    assertThatThrownBy(() -> Grant.fromJson(grant.deepCopy().put(field, true).toString()))
        .hasMessage("the grant is not whole: " + field);
  }

  @Test
  void a_grant_ends_with_its_second() {
    assertThat(GRANT.expired(Instant.ofEpochSecond(999))).isFalse();
    assertThat(GRANT.expired(Instant.ofEpochSecond(1_000))).isTrue();
  }
}
