package dev.waybill.gateway.idp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.crds.ProcessingJob;
import dev.waybill.crds.ProcessingJobSpec;
import dev.waybill.gateway.Gateway;
import dev.waybill.gateway.house.Answer;
import dev.waybill.gateway.house.Api;
import dev.waybill.gateway.house.House;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnershipTest {
  private final House house = House.shared();
  private final Api api = house.api();

  @ParameterizedTest
  @CsvSource({"GET,''", "DELETE,''", "GET,/files", "GET,/files/0/log"})
  void a_job_of_another_is_exactly_an_unknown_job(String method, String rest) {
    String id = api.job("alice");
    Answer others = api.as("bob", method, "/jobs/" + id + rest, null);
    String unknown = UUID.randomUUID().toString();
    Answer none = api.as("bob", method, "/jobs/" + unknown + rest, null);
    assertThat(others.status()).isEqualTo(404).isEqualTo(none.status());
    assertThat(others.body())
        .isEqualTo("{\"statusCode\":404,\"message\":\"Job " + id + " not found\"}")
        .isEqualTo(none.body().replace(unknown, id));
    assertThat(others.response().headers().map().keySet())
        .isEqualTo(none.response().headers().map().keySet());
    assertThat(house.operator().job(id).getSpec().terminate()).isNull();
  }

  @Test
  void what_is_no_id_is_no_job() {
    for (String id : new String[] {"x", "kubernetes", "A1B2C3D4-E5F6-7890-ABCD-EF1234567890"}) {
      assertThat(api.get("alice", "/jobs/" + id).body())
          .isEqualTo("{\"statusCode\":404,\"message\":\"Job " + id + " not found\"}");
    }
  }

  @Test
  void rotation_of_secrets_and_another_client_of_the_same_subject_keep_the_jobs() {
    String id = api.job("rotating");
    String token = api.grant(Api.basic("rotating", House.OTHER_SECRET), "").text("access_token");
    assertThat(api.get("/jobs/" + id, "Authorization", "Bearer " + token).status()).isEqualTo(200);
    assertThat(api.get("franks-other-client", "/jobs/" + id).status()).isEqualTo(200);
    assertThat(house.operator().job(id).getSpec().createdBy()).isEqualTo("waybill/frank");
  }

  @Test
  void a_job_is_readable_through_any_replica_from_the_moment_it_was_answered() {
    try (Gateway replica = house.start(Map.of())) {
      Api other = new Api(URI.create("http://127.0.0.1:" + replica.port()));
      for (int i = 0; i < 5; i++) {
        assertThat(other.get("alice", "/jobs/" + api.job("alice")).status()).isEqualTo(200);
        assertThat(api.get("alice", "/jobs/" + other.job("alice")).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void a_job_without_an_owner_is_readable_but_never_listed_or_cancelled() {
    String id = ownerless();
    await().until(() -> api.get("bob", "/jobs/" + id).status() == 200);
    assertThat(api.get("reader", "/jobs/" + id).text("jobId")).isEqualTo(id);
    assertThat(api.get("bob", "/jobs/" + id + "/files").status()).isEqualTo(200);
    assertThat(api.get("bob", "/jobs").body()).doesNotContain(id);
    Answer cancel = api.as("bob", "DELETE", "/jobs/" + id, null);
    assertThat(cancel.status()).isEqualTo(403);
    assertThat(cancel.body()).isEqualTo("{\"message\":\"Forbidden\"}");
  }

  @Test
  void a_job_without_an_owner_can_be_hidden_and_is_unknown_then() {
    String id = ownerless();
    try (Gateway strict = house.start(Map.of("OWNERLESS_JOBS", "hidden"))) {
      Api hidden = new Api(URI.create("http://127.0.0.1:" + strict.port()));
      await().until(() -> hidden.get("/readyz").status() == 200);
      assertThat(hidden.get("bob", "/jobs/" + id).status()).isEqualTo(404);
      assertThat(hidden.as("bob", "DELETE", "/jobs/" + id, null).status()).isEqualTo(404);
    }
  }

  /** As a person applies it; its id is its uid. */
  private String ownerless() {
    ProcessingJob job = new ProcessingJob();
    job.getMetadata().setName("by-hand-" + Long.toString(System.nanoTime(), 36));
    job.getMetadata().setNamespace(House.NAMESPACE);
    var archive = new ProcessingJobSpec.Archive("input", "somewhere/a.zip", null, null);
    job.setSpec(
        new ProcessingJobSpec(
            null,
            null,
            new ProcessingJobSpec.Source(archive),
            null,
            null,
            null,
            null,
            null,
            null,
            null));
    return house.client().resource(job).create().getMetadata().getUid();
  }
}
