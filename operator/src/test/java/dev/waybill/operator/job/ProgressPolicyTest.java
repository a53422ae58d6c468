package dev.waybill.operator.job;

import static dev.waybill.operator.job.SnapshotBuilder.expanded;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressPolicyTest {
  @Test
  void files_that_go_on_leave_nothing_to_say() {
    assertThat(expanded(1, 1, 1, 0, 0).decide().status().message()).isNull();
  }

  @Test
  void what_most_files_wait_for_is_said() {
    JobPlan plan =
        expanded(5, 1, 0, 0, 0).waiting(Map.of("image pull", 1, "no node fits", 4)).decide();

    assertThat(plan.status().message()).isEqualTo("4 files: no node fits");
  }

  @Test
  void a_suspended_job_says_so() {
    assertThat(expanded(5, 1, 0, 0, 0).suspended().decide().status().message())
        .isEqualTo("suspended, 1 file in progress");
  }

  @Test
  void a_job_that_is_being_cancelled_says_so() {
    assertThat(expanded(0, 2, 1, 0, 5).terminated().decide().status().message())
        .isEqualTo("cancelling, 2 files left");
  }

  @Test
  void nothing_is_done_and_nobody_woken_while_files_go_on() {
    JobPlan plan = expanded(1, 1, 1, 0, 0).decide();

    assertThat(plan.actions()).isEmpty();
    assertThat(plan.wake()).isNull();
  }
}
