package dev.waybill.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.crds.JobState;
import dev.waybill.gateway.Gateway;
import dev.waybill.gateway.house.Answer;
import dev.waybill.gateway.house.Api;
import dev.waybill.gateway.house.House;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotasHttpTest {
  private static final String BODY = "{\"fileName\":\"a.zip\"}";

  private final House house = House.shared();

  /** A principal of its own, so that no other test's jobs count. */
  private Gateway start(Map<String, String> quotas) {
    return replica("quota-" + Long.toString(System.nanoTime(), 36), quotas);
  }

  private Gateway replica(String alias, Map<String, String> quotas) {
    var settings = new HashMap<>(quotas);
    settings.put("ISSUER_ALIAS", alias);
    return house.start(settings);
  }

  private static Api of(Gateway gateway) {
    return new Api(URI.create("http://127.0.0.1:" + gateway.port()));
  }

  private static void assertTooMany(Answer answer) {
    assertThat(answer.status()).isEqualTo(429);
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
    assertThat(Answer.members(answer.json())).containsExactly("statusCode", "message");
  }

  @Test
  void over_the_pending_uploads_it_is_429_until_one_has_come() {
    try (Gateway gateway = start(Map.of("MAX_PENDING_UPLOADS", "2"))) {
      Api api = of(gateway);
      String id = api.job("alice");
      api.job("alice");
      assertTooMany(api.create("alice", BODY));
      assertThat(api.create("bob", BODY).status())
          .as("another principal's are its own")
          .isEqualTo(200);
      assertThat(api.get("alice", "/jobs/" + id).status()).as("polling goes on").isEqualTo(200);
      house.operator().adopt(id, 0, 0, false);
      await().until(() -> api.create("alice", BODY).status() == 200);
    }
  }

  @Test
  void over_the_active_jobs_it_is_429_until_one_has_ended() {
    try (Gateway gateway = start(Map.of("MAX_ACTIVE_JOBS", "2"))) {
      Api api = of(gateway);
      String id = api.job("alice");
      house.operator().adopt(id, 0, 0, false);
      api.job("alice");
      assertTooMany(api.create("alice", BODY));
      house.operator().refuse(id, JobState.FAILED, "x");
      await().until(() -> api.create("alice", BODY).status() == 200);
    }
  }

  @Test
  void a_job_that_exists_is_answered_again_over_the_quota() {
    try (Gateway gateway = start(Map.of("MAX_PENDING_UPLOADS", "1"))) {
      Api api = of(gateway);
      String key = UUID.randomUUID().toString();
      String id = api.create("alice", BODY, "Idempotency-Key", key).text("jobId");
      assertThat(api.create("alice", BODY, "Idempotency-Key", key).text("jobId")).isEqualTo(id);
      assertTooMany(api.create("alice", BODY, "Idempotency-Key", "another"));
    }
  }

  @Test
  void over_the_kept_jobs_it_is_429_however_they_ended_and_resends_are_answered() {
    try (Gateway gateway = start(Map.of("MAX_KEPT_JOBS", "2"))) {
      Api api = of(gateway);
      String key = UUID.randomUUID().toString();
      String id = api.create("alice", BODY, "Idempotency-Key", key).text("jobId");
      house.operator().refuse(id, JobState.FAILED, "x");
      api.as("alice", "DELETE", "/jobs/" + api.job("alice"), null);
      Answer refused = api.create("alice", BODY);
      assertTooMany(refused);
      assertThat(refused.text("message")).isEqualTo("Too many jobs kept");
      assertThat(api.create("alice", BODY, "Idempotency-Key", key).text("jobId")).isEqualTo(id);
      assertThat(api.create("bob", BODY).status()).isEqualTo(200);
      house.client().resource(house.operator().job(id)).delete();
      await().until(() -> api.create("alice", BODY).status() == 200);
    }
  }

  @Test
  void a_refused_body_uses_no_place() {
    try (Gateway gateway = start(Map.of("MAX_PENDING_UPLOADS", "1"))) {
      Api api = of(gateway);
      api.create("alice", "{}");
      assertThat(api.create("alice", BODY).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CREATIONS_PER_MINUTE, 60",
    "MAX_PENDING_UPLOADS, 60",
    "MAX_ACTIVE_JOBS, 60",
    "MAX_KEPT_JOBS, 3600",
  })
  void replicas_count_what_the_others_made(String quota, int longest) {
    String alias = "replicas-" + Long.toString(System.nanoTime(), 36);
    try (Gateway one = replica(alias, Map.of(quota, "2"));
        Gateway other = replica(alias, Map.of(quota, "2"))) {
      of(one).job("alice");
      of(one).job("alice");
      Api api = of(other);
      await().until(() -> api.get("alice", "/jobs").json().path("jobs").size() == 2);
      Answer refused = api.create("alice", BODY);
      assertTooMany(refused);
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isLessThanOrEqualTo(longest);
    }
  }

  @Test
  void creating_too_fast_is_429_and_reading_is_not() {
    try (Gateway gateway = start(Map.of("CREATIONS_PER_MINUTE", "2"))) {
      Api api = of(gateway);
      api.job("alice");
      String id = api.job("alice");
      assertTooMany(api.create("alice", BODY));
      for (int i = 0; i < 50; i++) {
        assertThat(api.get("alice", "/jobs/" + id).status()).isEqualTo(200);
      }
    }
  }
}
