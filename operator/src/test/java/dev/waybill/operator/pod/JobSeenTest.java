package dev.waybill.operator.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobSeenTest {
  /**
   * The condition and the new startTime come in one write of the Job controller, after a queue let
   * go.
   */
  @ParameterizedTest
  @CsvSource({
    "true,       , true",
    "true,  True , true",
    "false, True , true",
    "false, False, false",
    "false,      , false",
    ",           , false"
  })
  void a_job_is_held_until_its_controller_has_taken_it_up_again(
      Boolean suspend, String condition, boolean held) {
    Job job = new JobBuilder().withNewMetadata().endMetadata().build();
    JobBuilder builder =
        new JobBuilder(job)
            .withNewSpec()
            .withSuspend(suspend)
            .endSpec()
            .withNewStatus()
            .endStatus();
    if (condition != null) {
      builder
          .editStatus()
          .addNewCondition()
          .withType("Suspended")
          .withStatus(condition)
          .endCondition()
          .endStatus();
    }

    assertThat(JobSeen.of(builder.build()).suspended()).isEqualTo(held);
  }
}
