package dev.waybill.local.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How GitOps tools see a job, by the checks that the samples give them. */
class HealthCheckTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          waits for its upload          | false | -                            | Progressing | inProgress
          is being processed            | false | Uploaded Expanded            | Progressing | inProgress
          waits for something           | false | Uploaded Waiting             | Progressing | inProgress
          ended with all results        | false | Uploaded Finished Complete   | Healthy     | current
          failed                        | false | Finished Failed              | Degraded    | failed
          is suspended                  | true  | Uploaded Expanded            | Suspended   | inProgress
          is suspended and waits        | true  | Uploaded Waiting             | Suspended   | inProgress
          ended before it was suspended | true  | Finished Complete            | Healthy     | current
          failed before it was suspended| true  | Finished Failed              | Degraded    | failed
          lost its data by retention    | false | Finished Complete DataRemoved| Healthy     | current
          """)
  void a_job_s_health_follows_its_conditions(
      String what, boolean suspend, String conditions, String argo, String flux) {
    ObjectNode job = job(suspend, conditions == null ? new String[0] : conditions.split(" "));

    assertThat(ArgoHealth.of(job).status()).isEqualTo(argo);
    assertThat(FluxHealth.of(job)).isEqualTo(flux);
  }

  @Test
  void a_condition_that_is_not_true_counts_for_nothing() {
    ObjectNode job = job(false, "Finished", "Failed", "Waiting");
    for (JsonNode condition : job.path("status").path("conditions")) {
      ((ObjectNode) condition).put("status", "False");
    }

    assertThat(ArgoHealth.of(job).status()).isEqualTo("Progressing");
    assertThat(FluxHealth.of(job)).isEqualTo("inProgress");
  }

  @Test
  void a_job_that_no_operator_has_seen_progresses() {
    ObjectNode job = job(false);
    job.remove("status");

    assertThat(ArgoHealth.of(job))
        .isEqualTo(new ArgoHealth("Progressing", "no operator has seen it yet"));
  }

  @Test
  void the_message_is_the_job_s_and_while_it_waits_the_cause() {
    ObjectNode failed = job(false, "Finished", "Failed");
    ((ObjectNode) failed.path("status")).put("message", "archive not found");
    ObjectNode waits = job(false, "Waiting");
    ((ObjectNode) waits.path("status")).put("message", "28 files: waiting");

    assertThat(ArgoHealth.of(failed).message()).isEqualTo("archive not found");
    assertThat(ArgoHealth.of(waits).message()).isEqualTo("WaitingReason: of Waiting");
  }

  private static ObjectNode job(boolean suspend, String... conditions) {
    ObjectNode job = JsonNodeFactory.instance.objectNode();
    job.putObject("spec").put("suspend", suspend);
    ObjectNode status = job.putObject("status").put("state", "IN_PROGRESS");
    for (String type : conditions) {
      status
          .withArray("conditions")
          .addObject()
          .put("type", type)
          .put("status", "True")
          .put("reason", type + "Reason")
          .put("message", "of " + type);
    }
    return job;
  }
}
