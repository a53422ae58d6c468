package dev.waybill.gateway.idp;

import static dev.waybill.gateway.house.OperatorPlayer.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.crds.JobState;
import dev.waybill.gateway.house.Answer;
import dev.waybill.gateway.house.Api;
import dev.waybill.gateway.house.House;
import org.junit.jupiter.api.Test;

class CancelTest {
  private final House house = House.shared();
  private final Api api = house.api();
  private final String id = api.job("alice");

  private Answer cancel() {
    return api.as("alice", "DELETE", "/jobs/" + id, null);
  }

  @Test
  void a_cancelled_job_is_answered_202_with_its_body_and_keeps_its_record() {
    Answer answer = cancel();
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json()).isEqualTo(api.get("alice", "/jobs/" + id).json());
    assertThat(house.operator().job(id).getSpec().terminate()).isTrue();
  }

  @Test
  void repeated_it_changes_nothing_and_is_answered_200() {
    cancel();
    String version = house.operator().job(id).getMetadata().getResourceVersion();
    Answer again = cancel();
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("jobId")).isEqualTo(id);
    assertThat(house.operator().job(id).getMetadata().getResourceVersion()).isEqualTo(version);
  }

  @Test
  void a_terminal_job_is_answered_200_unchanged() {
    house.operator().end(id, JobState.SUCCEEDED, null, file(0, "a", "COMPLETED", null));
    Answer answer = cancel();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("status")).isEqualTo("SUCCEEDED");
    assertThat(house.operator().job(id).getSpec().terminate()).isNull();
  }

  @Test
  void cancelling_needs_the_scope_to_write() {
    assertThat(api.as("reader", "DELETE", "/jobs/" + id, null).status()).isEqualTo(403);
  }
}
