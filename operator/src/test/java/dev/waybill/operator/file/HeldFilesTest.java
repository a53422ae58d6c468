package dev.waybill.operator.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.operator.pod.JobSeen.End;
import dev.waybill.operator.pod.PodSeen.Words;
import dev.waybill.operator.pod.WaitingReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldFilesTest {
  @ParameterizedTest(name = "{0} for {1} s, another began {2} s ago: {3}")
  @CsvSource({
    "ImagePullBackOff, 4, 9999, 1",
    "CreateContainerConfigError, 4, 9999, 1",
    "Unschedulable, 299, 9999, 0",
    "Unschedulable, 300, 9999, 1",
    "Unschedulable, 9999, 299, 0",
    "Unschedulable, 9999, 300, 1",
  })
  void a_pod_that_waits_for_nobodys_place_is_held_and_one_that_waits_for_room_if_in_vain(
      String reason, long age, long begun, int held) {
    SliceDecision plan =
        Scene.of("R")
            .job(0, 1, End.NONE, Scene.SLICE, Duration.ofSeconds(age))
            .pod(0, 1, new Words(reason, "as it is"), null)
            .lastBegun(Duration.ofSeconds(begun))
            .decide();

    assertThat(plan.held()).isEqualTo(held);
  }

  @ParameterizedTest(name = "{0} for {1} s: {2}")
  @CsvSource({
    "exceeded quota: pods, 299, 0",
    "exceeded quota: pods, 300, 1",
    "violates PodSecurity, 2, 1",
  })
  void so_is_a_job_that_is_refused(String why, long age, int held) {
    SliceDecision plan = Scene.of("R").unmade(0, why, Duration.ofSeconds(age)).decide();

    assertThat(plan.held()).isEqualTo(held);
  }

  @Test
  void a_job_that_somebody_holds_back_is() {
    SliceDecision plan =
        Scene.of("R")
            .job(0, 1, End.NONE, Scene.SLICE, Duration.ofSeconds(1))
            .jobIs(0, 1, "document", true, false)
            .listed()
            .decide();

    assertThat(plan.held()).isEqualTo(1);
  }

  @Test
  void what_works_or_is_about_to_is_not_nor_what_the_store_is_in_the_way_of() {
    SliceDecision working = Scene.of("R").started(0).job(0, 1, End.NONE).decide();
    SliceDecision starting =
        Scene.of("R")
            .job(0, 1, End.NONE)
            .pod(0, 1, new Words("ContainerCreating", ""), null)
            .decide();
    Scene store = Scene.of("R").unmade(0, null, Duration.ofHours(1));
    store.obstacle(0, WaitingReason.of("StorageUnavailable", "503"));

    assertThat(working.held()).isZero();
    assertThat(starting.held()).isZero();
    assertThat(store.lastBegun(Duration.ofMinutes(1)).decide().held()).isZero();
  }
}
